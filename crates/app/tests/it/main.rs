//! The program from outside: requests in, pages out, time standing still until it is moved. On both engines.

mod api;
mod cases;
mod clearing;
mod demo;
mod desk;
mod evidence;
mod harness;
mod kept;
mod papers;
mod people;
mod permissions;
mod portal;
mod reminders;
mod sign_in;
mod stories;
mod timers;
mod worklist;
