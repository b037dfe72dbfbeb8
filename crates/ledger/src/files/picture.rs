//! Pictures: decoded under limits, turned upright, and encoded again without anything they carried.

use super::{Cleaned, FileKind, Rejected};
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::{DynamicImage, ImageDecoder, ImageEncoder, ImageError, ImageFormat, ImageReader, Limits};
use std::io::Cursor;

/// Pixels on a side, and pixels in all: the largest that phones make is 9,248 × 6,944.
const MAX_SIDE_PIXELS: u32 = 16_384;
const MAX_PIXELS: u64 = 65_000_000;
/// Memory the decoder may take. Turning the picture upright takes the same once more.
const MAX_DECODED_BYTES: u64 = 320 << 20;
/// JPEG quality of the copy: no difference is seen on paper or screen.
const QUALITY: u8 = 90;

/// The copy that is shown. JPEG stays JPEG and PNG stays PNG; WebP becomes JPEG, or PNG when it is
/// transparent, because the encoder at hand writes WebP without loss only, many times the size.
pub(super) fn clean(kind: FileKind, bytes: &[u8]) -> Result<Cleaned, Rejected> {
    let unreadable = |_: ImageError| Rejected::Unreadable { kind };
    let format = match kind {
        FileKind::Png => ImageFormat::Png,
        FileKind::Webp => ImageFormat::WebP,
        _ => ImageFormat::Jpeg,
    };
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits());
    let mut decoder = reader.into_decoder().map_err(|error| refused(kind, bytes, format, &error))?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(Rejected::PictureTooLarge { width, height });
    }
    let upright = decoder.orientation().map_err(unreadable)?;
    let profile = decoder.icc_profile().map_err(unreadable)?;
    let mut picture =
        DynamicImage::from_decoder(decoder).map_err(|error| refused(kind, bytes, format, &error))?;
    picture.apply_orientation(upright);
    // The decoder makes up in grey what was cut off.
    if kind == FileKind::Jpeg && !comes_to_its_end(bytes) {
        return Err(Rejected::Unreadable { kind });
    }

    let kind = match kind {
        FileKind::Webp if picture.color().has_alpha() => FileKind::Png,
        FileKind::Webp => FileKind::Jpeg,
        same => same,
    };
    Ok(Cleaned { kind, bytes: encode(kind, picture, profile) })
}

/// Whether a JPEG was sent to its last byte. Its parts say how long they are, and a small picture among them has an end of its own.
fn comes_to_its_end(bytes: &[u8]) -> bool {
    let mut at = 2;
    while let Some([0xff, marker, high, low]) = bytes.get(at..at + 4) {
        match marker {
            0xda => return bytes[at..].windows(2).any(|pair| pair == [0xff, 0xd9]),
            0xff => at += 1,
            _ => at += 2 + usize::from(u16::from_be_bytes([*high, *low])),
        }
    }
    true
}

fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_SIDE_PIXELS);
    limits.max_image_height = Some(MAX_SIDE_PIXELS);
    limits.max_alloc = Some(MAX_DECODED_BYTES);
    limits
}

/// A decoder that stopped at a limit says so without the size; the header is read again for it.
fn refused(kind: FileKind, bytes: &[u8], format: ImageFormat, error: &ImageError) -> Rejected {
    match (error, ImageReader::with_format(Cursor::new(bytes), format).into_dimensions()) {
        (ImageError::Limits(_), Ok((width, height))) => Rejected::PictureTooLarge { width, height },
        _ => Rejected::Unreadable { kind },
    }
}

fn encode(kind: FileKind, picture: DynamicImage, profile: Option<Vec<u8>>) -> Vec<u8> {
    let picture = match (kind, picture) {
        (FileKind::Png, picture) | (_, picture @ DynamicImage::ImageLuma8(_)) => picture,
        (_, picture) => DynamicImage::ImageRgb8(picture.into_rgb8()),
    };
    // Colours stay right only with the profile they were made for; one for ink does not fit light.
    let space: &[u8] = if picture.color().has_color() { b"RGB " } else { b"GRAY" };
    let profile = profile.filter(|profile| profile.get(16..20) == Some(space));

    let mut out = Vec::new();
    let written = if kind == FileKind::Png {
        let mut encoder = PngEncoder::new(&mut out);
        set_profile(&mut encoder, profile);
        picture.write_with_encoder(encoder)
    } else {
        let mut encoder = JpegEncoder::new_with_quality(&mut out, QUALITY);
        set_profile(&mut encoder, profile);
        picture.write_with_encoder(encoder)
    };
    written.expect("a picture within the limits, in a colour type of the format, can be written to memory");
    out
}

fn set_profile(encoder: &mut impl ImageEncoder, profile: Option<Vec<u8>>) {
    if let Some(profile) = profile {
        encoder.set_icc_profile(profile).expect("both formats hold colour profiles");
    }
}
