//! The typesetter in a process of its own, so that fonts and layouts do not weigh on the program that serves people.
//!
//! The protocol, both ways over the pipes: a frame is its length (4 bytes, big endian) and so much JSON.
//! To the worker goes a [`Job`], back comes `{"Ok": Typeset}` or `{"Err": PaperError}`; one at a time, in order.
//! The worker ends when its input ends, so it never outlives the program that started it.

use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::{Job, PaperError, Typeset, Typesetter};

/// Pictures of one paper and their Base64 fit well into this.
const FRAME_LIMIT_BYTES: u32 = 256 << 20;

/// The whole life of a worker: answers jobs from `input` on `output` until `input` ends.
/// The fonts are read with the first job, and a failure to read them is the answer to it.
///
/// # Errors
/// Only when a pipe breaks or carries something that is no frame of ours.
pub fn serve(mut input: impl Read, mut output: impl Write, font_folder: &Path) -> io::Result<()> {
    let mut loaded: Option<Typesetter> = None;
    while let Some(job) = read_frame::<Job>(&mut input)? {
        let answer = match &loaded {
            Some(typesetter) => typesetter.typeset(&job),
            None => match Typesetter::load(font_folder) {
                Ok(typesetter) => loaded.insert(typesetter).typeset(&job),
                Err(error) => Err(error),
            },
        };
        write_frame(&mut output, &answer)?;
    }
    Ok(())
}

/// The other end: starts the worker with the first job, starts it again after a crash, and lets it go on
/// [`Client::rest`]. Every call blocks; several threads queue up for the one worker.
pub struct Client {
    program: PathBuf,
    arguments: Vec<OsString>,
    running: Mutex<Option<Running>>,
}

struct Running {
    child: Child,
    input: ChildStdin,
    output: ChildStdout,
}

impl Client {
    /// `program` with `arguments` must end up in [`serve`] on its standard input and output, and print nothing else there.
    pub fn new(
        program: impl Into<PathBuf>,
        arguments: impl IntoIterator<Item = impl Into<OsString>>,
    ) -> Self {
        Self {
            program: program.into(),
            arguments: arguments.into_iter().map(Into::into).collect(),
            running: Mutex::new(None),
        }
    }

    /// Has one paper set by the worker. A worker that dies over a job gets one successor for it.
    ///
    /// # Errors
    /// What [`Typesetter::load`] and [`Typesetter::typeset`] say; [`PaperError::Worker`] when the process fails twice.
    pub fn typeset(&self, job: &Job) -> Result<Typeset, PaperError> {
        let mut running = self.lock();
        let first = ask(&mut running, self, job);
        let answer = first.or_else(|_| ask(&mut running, self, job));
        answer.unwrap_or_else(|error| Err(PaperError::Worker { reason: error.to_string() }))
    }

    /// Lets the worker go and gives its memory back; the next job starts another. Does nothing while a job runs.
    /// The caller decides what idle means. Returns whether a worker was let go.
    pub fn rest(&self) -> bool {
        let mut running = match self.running.try_lock() {
            Ok(guard) => guard,
            Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
            Err(TryLockError::WouldBlock) => return false,
        };
        running.take().is_some()
    }

    // A thread that panicked while it held the worker leaves at worst half a frame behind, which the next
    // job meets as a broken answer and answers with a new worker.
    fn lock(&self) -> MutexGuard<'_, Option<Running>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn start(&self) -> io::Result<Running> {
        let mut child = Command::new(&self.program)
            .args(&self.arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let input = child.stdin.take().expect("the input was asked to be a pipe");
        let output = child.stdout.take().expect("the output was asked to be a pipe");
        Ok(Running { child, input, output })
    }
}

/// One question and answer. After any failure no worker is left, for nobody knows what it still would say.
fn ask(running: &mut Option<Running>, client: &Client, job: &Job) -> io::Result<Result<Typeset, PaperError>> {
    let mut worker = match running.take() {
        Some(worker) => worker,
        None => client.start()?,
    };
    write_frame(&mut worker.input, job)?;
    let answer = read_frame(&mut worker.output)?.ok_or(io::ErrorKind::UnexpectedEof)?;
    *running = Some(worker);
    Ok(answer)
}

impl Drop for Running {
    // The worker is between jobs or broken: in neither case is there anything to wait for.
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

fn write_frame(to: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    let bytes = serde_json::to_vec(value)?;
    let length = u32::try_from(bytes.len()).ok().filter(|length| *length <= FRAME_LIMIT_BYTES);
    let length = length.ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, "frame too long"))?;
    to.write_all(&length.to_be_bytes())?;
    to.write_all(&bytes)?;
    to.flush()
}

/// The next frame, or none when the other end has closed between frames.
fn read_frame<T: DeserializeOwned>(from: &mut impl Read) -> io::Result<Option<T>> {
    let mut length = [0; 4];
    // One byte first: an end here is the ordinary end, an end further on is a cut.
    if from.read(&mut length[..1])? == 0 {
        return Ok(None);
    }
    from.read_exact(&mut length[1..])?;
    let length = u32::from_be_bytes(length);
    if length > FRAME_LIMIT_BYTES {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "frame too long"));
    }
    let mut bytes = Vec::new();
    from.take(u64::from(length)).read_to_end(&mut bytes)?;
    if bytes.len() != length as usize {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(Some(serde_json::from_slice(&bytes)?))
}
