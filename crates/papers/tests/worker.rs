//! The worker process, tried with this very program as the worker: called with `typeset` it serves,
//! called with `once` it ends after its first job, with `dying` over it. No harness, because the harness
//! prints to the pipe.
#![expect(clippy::unwrap_used, reason = "a test that meets no value has failed")]

use std::io::{Read, stdin, stdout};
use std::path::{Path, PathBuf};

use huajie_papers::worker::{Client, serve};
use huajie_papers::{PaperError, sample};

fn fonts() -> PathBuf {
    std::env::var_os("HUAJIE_FONTS")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fonts"), PathBuf::from)
}

fn client(arguments: &[&str]) -> Client {
    Client::new(std::env::current_exe().unwrap(), arguments)
}

fn a_paper_from_the_worker_is_the_paper_set_here() {
    let job = sample("receipt").unwrap();
    let here = huajie_papers::Typesetter::load(&fonts()).unwrap().typeset(&job).unwrap();
    assert_eq!(client(&["typeset"]).typeset(&job).unwrap(), here);
}

fn errors_come_through_the_pipe_whole() {
    let mut job = sample("receipt").unwrap();
    job.data["applicant"] = "张😀".into();
    let client = client(&["typeset"]);
    assert_eq!(client.typeset(&job), Err(PaperError::MissingGlyph { character: '😀' }));
    assert!(client.typeset(&sample("receipt").unwrap()).is_ok(), "the worker goes on after an error");
    let bare = self::client(&["typeset", "/nowhere"]);
    assert!(matches!(bare.typeset(&job), Err(PaperError::FontFolder { .. })));
}

fn a_worker_at_rest_is_replaced_with_the_next_job() {
    let client = client(&["typeset"]);
    assert!(!client.rest(), "none has been started yet");
    let first = client.typeset(&sample("receipt").unwrap()).unwrap();
    assert!(client.rest());
    assert_eq!(client.typeset(&sample("receipt").unwrap()).unwrap(), first);
}

fn a_worker_that_dies_between_jobs_is_replaced() {
    let client = client(&["once"]);
    for _ in 0..3 {
        assert!(client.typeset(&sample("undisputed_facts").unwrap()).is_ok());
    }
}

fn a_worker_that_dies_over_every_job_is_an_error() {
    let client = client(&["dying"]);
    let error = client.typeset(&sample("receipt").unwrap()).unwrap_err();
    assert!(matches!(error, PaperError::Worker { .. }), "{error}");
    let absent = Client::new("/nowhere/huajie", ["typeset"]);
    assert!(matches!(absent.typeset(&sample("receipt").unwrap()), Err(PaperError::Worker { .. })));
}

/// One frame as it stands on the pipe, head and all.
fn one_frame() -> Vec<u8> {
    let mut frame = vec![0; 4];
    stdin().read_exact(&mut frame).unwrap();
    let length = u32::from_be_bytes(frame[..4].try_into().unwrap());
    stdin().take(length.into()).read_to_end(&mut frame).unwrap();
    frame
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.first().map(String::as_str) {
        Some("typeset") => {
            let folder = arguments.get(1).map_or_else(fonts, PathBuf::from);
            serve(stdin().lock(), stdout().lock(), &folder).unwrap();
        }
        Some("once") => serve(one_frame().as_slice(), stdout().lock(), &fonts()).unwrap(),
        Some("dying") => drop(one_frame()),
        _ => {
            a_paper_from_the_worker_is_the_paper_set_here();
            errors_come_through_the_pipe_whole();
            a_worker_at_rest_is_replaced_with_the_next_job();
            a_worker_that_dies_between_jobs_is_replaced();
            a_worker_that_dies_over_every_job_is_an_error();
            println!("worker: 5 stories passed");
        }
    }
}
