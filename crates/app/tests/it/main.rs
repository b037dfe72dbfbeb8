//! The program from outside: requests in, pages out, time standing still until it is moved. On both engines.

mod agenda;
mod api;
mod cases;
mod clearing;
mod command_line;
mod demo;
mod desk;
mod elsewhere;
mod evidence;
mod exchange;
mod guide;
mod harness;
mod holidays;
mod kept;
mod law;
mod papers;
mod people;
mod permissions;
mod portal;
mod reconsideration;
mod reconsideration_papers;
mod reminders;
mod sign_in;
mod stories;
mod timers;
mod worklist;
