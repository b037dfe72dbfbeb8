//! The picture by its parts.
