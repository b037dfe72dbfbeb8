//! Proving, and who may read what lies on the disk: files and sealed persons in-process on both engines, the program itself on a store of
//! its own.

use crate::{fines::fined, harness::houses};
use huajie_ledger::testing::{forget_files, spoil_letters, spoil_sealed};
use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::Path,
    process::{Command, Output, Stdio},
};

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap_or_else(|error| panic!("{}: {error}", path.display())).permissions().mode()
        & 0o777
}

/// The program as it is typed.
fn huajie(folder: &Path, var: &str, arguments: &[&str]) -> Output {
    program(folder, var).args(arguments).output().expect("the program runs")
}

fn program(folder: &Path, var: &str) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_huajie"));
    program
        .current_dir(folder)
        .env("HUAJIE_VAR", folder.join(var))
        .env_remove("DATABASE_URL")
        .env_remove("HUAJIE_KEYS");
    program
}

fn well(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn complaint(output: &Output) -> String {
    assert!(!output.status.success(), "it went well");
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[tokio::test]
async fn a_byte_changed_in_a_file_or_in_a_sealed_field_is_found_and_named() {
    for house in houses().await {
        let case = fined(&house, "示例·甲").await;
        let (ledger, files) = (&house.office.ledger, &house.office.files);
        let named = ledger.verify(&[], &*house.office.keys).await.expect("runs").named;
        let sound = ledger.verify_files(files, &named, |_| ()).await.expect("runs");
        assert!(sound.looked_at >= 1 && sound.findings.is_empty(), "{:?}", sound.findings);
        let sealed = ledger.verify_sealed(&house.office.keys, |_| ()).await.expect("runs");
        assert!(sealed.looked_at >= 2 && sealed.findings.is_empty(), "{:?}", sealed.findings);

        let hash = case.dispute().await.registration.evidence[0].file.clone();
        let path = house.office.config.var.join("files").join(&hash.as_str()[..2]).join(hash.as_str());
        let mut bytes = fs::read(&path).expect("reads");
        bytes[10] ^= 1;
        fs::write(&path, &bytes).expect("somebody at the disk");
        let found = ledger.verify_files(files, &named, |_| ()).await.expect("runs").findings;
        assert_eq!((found.len(), found[0].stream.as_str()), (1, case.dispute.as_str()));
        assert!(found[0].to_string().contains("被改动") && found[0].to_string().contains(hash.as_str()));
        fs::remove_file(&path).expect("somebody at the disk");
        let found = ledger.verify_files(files, &named, |_| ()).await.expect("runs").findings;
        assert!(found[0].what.contains("不在存放文件的目录里"), "{}", found[0]);
        // The row is gone too: the journal still names it.
        forget_files(ledger).await;
        let found = ledger.verify_files(files, &named, |_| ()).await.expect("runs").findings;
        assert!(found.iter().any(|one| one.what.contains(hash.as_str())), "{found:?}");

        spoil_sealed(ledger, "phone").await;
        let found = ledger.verify_sealed(&house.office.keys, |_| ()).await.expect("runs").findings;
        let person = case.dispute().await.parties[0].particulars.person.clone();
        assert!(
            found.iter().any(|one| one.to_string() == format!("密封字段打不开：人员 {person} 的电话")),
            "{found:?}"
        );
        spoil_letters(ledger).await;
        let found = ledger.verify_sealed(&house.office.keys, |_| ()).await.expect("runs").findings;
        assert!(found.iter().any(|one| one.to_string().contains("待寄信件")), "{found:?}");
    }
}

#[test]
fn what_lies_on_the_disk_is_its_owners_alone_and_what_was_open_is_narrowed() {
    let place = tempfile::tempdir().expect("a folder");
    let var = place.path().join("var");
    well(&huajie(place.path(), "var", &["user", "enrol", "xinren", "示例·新人"]));
    assert_eq!((mode(&var), mode(&var.join("files"))), (0o700, 0o700));
    assert_eq!((mode(&var.join("huajie.db")), mode(&var.join("keys.json"))), (0o600, 0o600));
    assert_eq!(mode(&var.join("huajie.db-notes")), 0o600);
    for (path, open) in [(var.clone(), 0o755), (var.join("huajie.db"), 0o644)] {
        fs::set_permissions(path, fs::Permissions::from_mode(open)).expect("is opened to all");
    }
    let listed = huajie(place.path(), "var", &["user", "list"]);
    assert!(well(&listed).contains("xinren"));
    assert!(String::from_utf8_lossy(&listed.stderr).contains("narrowed"), "the log says it");
    assert_eq!((mode(&var), mode(&var.join("huajie.db"))), (0o700, 0o600));
    well(&huajie(place.path(), "var", &["anchor"]));
    assert_eq!(mode(&var.join("anchors.jsonl")), 0o600);
    well(&huajie(place.path(), "var", &["backup", "copy"]));
    let copy = place.path().join("copy");
    assert_eq!(
        (mode(&copy), mode(&copy.join("huajie.db")), mode(&copy.join("anchors.jsonl"))),
        (0o700, 0o600, 0o600)
    );
}

#[test]
fn without_the_keys_that_a_store_has_met_nothing_is_made_in_their_place() {
    let place = tempfile::tempdir().expect("a folder");
    let nothing = huajie(place.path(), "var", &["verify"]);
    assert!(complaint(&nothing).contains("没有数据库") && !place.path().join("var").exists());
    well(&huajie(place.path(), "var", &["user", "enrol", "xinren", "示例·新人"]));
    well(&huajie(place.path(), "var", &["anchor"]));
    well(&huajie(place.path(), "var", &["backup", "copy"]));
    let told = well(&huajie(place.path(), "again", &["restore", "copy"]));
    assert!(told.contains("密钥文件"), "{told}");
    assert_eq!(mode(&place.path().join("again/huajie.db-notes")), 0o600, "who looked comes back too");
    let keys = place.path().join("again/keys.json");
    let proved = well(&huajie(place.path(), "again", &["verify"]));
    assert!(proved.contains("没有校验") && proved.contains("密钥文件") && !keys.exists(), "{proved}");
    for refused in [&["rebuild", "--check"][..], &["user", "list"]] {
        let complaint = complaint(&huajie(place.path(), "again", refused));
        assert!(complaint.contains("没有密钥文件") && !keys.exists(), "{complaint}");
    }
    fs::copy(place.path().join("var/keys.json"), &keys).expect("the keys are brought");
    let proved = well(&huajie(place.path(), "again", &["verify"]));
    assert!(proved.contains("密封的个人信息：") && proved.contains("核对了签名"), "{proved}");
    let journals = well(&huajie(place.path(), "again", &["verify", "--journals-only"]));
    assert!(journals.contains("没有校验：存放的文件、密封的个人信息"), "{journals}");
}

#[test]
fn a_copy_that_was_cut_short_is_not_restored_and_leaves_no_database_behind() {
    let place = tempfile::tempdir().expect("a folder");
    well(&huajie(place.path(), "var", &["user", "enrol", "xinren", "示例·新人"]));
    well(&huajie(place.path(), "var", &["backup", "copy"]));
    let copy = place.path().join("copy/huajie.db");
    let whole = fs::read(&copy).expect("reads");
    for length in [whole.len() / 2, 4096, 100, 0] {
        fs::write(&copy, &whole[..length]).expect("is cut");
        let told = complaint(&huajie(place.path(), "again", &["restore", "copy"]));
        assert!(told.contains("没有恢复") && told.contains("huajie.db"), "{length}: {told}");
        let left = fs::read_dir(place.path().join("again")).expect("reads").flatten();
        let left: Vec<_> =
            left.filter(|one| one.file_name().to_string_lossy().contains("huajie.db")).collect();
        assert!(left.is_empty(), "{length}: {left:?}");
    }
    fs::write(&copy, &whole).expect("is whole again");
    assert!(well(&huajie(place.path(), "again", &["restore", "copy"])).contains("已恢复"));
}

#[test]
fn a_copy_that_was_not_finished_is_not_restored_and_what_is_being_written_is_not_copied() {
    let place = tempfile::tempdir().expect("a folder");
    well(&huajie(place.path(), "var", &["user", "enrol", "xinren", "示例·新人"]));
    let stored = place.path().join("var/files/ab");
    fs::create_dir_all(&stored).expect("is made");
    let hash = format!("ab{}", "0".repeat(62));
    fs::write(stored.join(&hash), b"kept").expect("writes");
    fs::write(stored.join(format!("{hash}#1")), b"half").expect("writes");
    well(&huajie(place.path(), "var", &["backup", "copy"]));
    let copied = place.path().join("copy/files/ab");
    assert!(copied.join(&hash).exists() && !copied.join(format!("{hash}#1")).exists());
    fs::remove_file(copied.join(&hash)).expect("is lost");
    let told = complaint(&huajie(place.path(), "again", &["restore", "copy"]));
    assert!(told.contains("1 个文件"), "{told}");
    fs::remove_file(place.path().join("copy/backup.json")).expect("was never written");
    let told = complaint(&huajie(place.path(), "again", &["restore", "copy"]));
    assert!(told.contains("没有做完") && told.contains("--unmarked"), "{told}");
    assert!(!place.path().join("again").exists());
    well(&huajie(place.path(), "again", &["restore", "copy", "--unmarked"]));
}

#[test]
fn nothing_is_moved_while_the_site_serves() {
    use std::io::{BufRead, BufReader};
    let place = tempfile::tempdir().expect("a folder");
    let mut site = program(place.path(), "var");
    site.arg("serve").env("HUAJIE_LISTEN", "127.0.0.1:0").stdout(Stdio::piped()).stderr(Stdio::null());
    let mut site = site.spawn().expect("the program runs");
    let mut line = String::new();
    let said = site.stdout.take().expect("is piped");
    BufReader::new(said).read_line(&mut line).expect("it says that it runs");
    let moved = huajie(place.path(), "var", &["move", "postgres://nobody@127.0.0.1:1/none"]);
    site.kill().expect("it ends");
    site.wait().expect("it has ended");
    assert!(line.contains("已启动") && complaint(&moved).contains("网站正在运行"), "{line}");
    let moved = huajie(place.path(), "var", &["move", "postgres://nobody@127.0.0.1:1/none"]);
    assert!(complaint(&moved).contains("没有搬成"), "and after it has ended it is tried");
}

#[test]
fn an_installation_is_told_what_it_lacks() {
    let place = tempfile::tempdir().expect("a folder");
    well(&huajie(place.path(), "var", &["user", "enrol", "xinren", "示例·新人"]));
    let told = complaint(&huajie(place.path(), "var", &["check"]));
    for lacking in ["没有化解中心", "没有复议人员", "HUAJIE_SMS_GATEWAY"] {
        assert!(told.contains(lacking), "{lacking}: {told}");
    }
}

#[test]
fn the_help_is_in_chinese() {
    let place = tempfile::tempdir().expect("a folder");
    for asked in
        [&["help"][..], &["--help"], &["holidays", "load", "--help"], &["import", "--help"], &["user", "-h"]]
    {
        let told = well(&huajie(place.path(), "var", asked));
        for english in ["Usage", "Options", "Commands", "Arguments", "Print", "possible", "[OPTIONS]"] {
            assert!(!told.contains(english), "{asked:?} {english}: {told}");
        }
        assert!(told.contains("用法：") && told.contains("选项："), "{told}");
    }
}

#[tokio::test]
async fn a_city_that_moves_to_postgresql_proves_itself_there() {
    let Ok(server) = std::env::var("HUAJIE_TEST_POSTGRES") else { return };
    let place = tempfile::tempdir().expect("a folder");
    well(&huajie(place.path(), "var", &["user", "enrol", "xinren", "示例·新人"]));
    let fresh = huajie_ledger::testing::Schema::make(&server).await;
    let url = fresh.url();
    let moved = well(&huajie(place.path(), "var", &["move", &url]));
    assert!(moved.contains("已搬进 PostgreSQL"), "{moved}");
    let there = |arguments: &[&str]| {
        let output = program(place.path(), "var").args(arguments).env("DATABASE_URL", &url).output();
        output.expect("the program runs")
    };
    for proof in [&["verify"][..], &["rebuild", "--check"]] {
        let told = well(&there(proof));
        assert!(told.contains("一致"), "{told}");
    }
    assert!(well(&there(&["user", "list"])).contains("xinren"));
    let again = complaint(&huajie(place.path(), "var", &["move", &url]));
    assert!(again.contains("已经有数据"), "{again}");
}

#[test]
fn in_a_wrong_folder_nothing_is_made_and_nothing_is_said_to_be_well() {
    let place = tempfile::tempdir().expect("a folder");
    for asked in [&["rebuild", "--check"][..], &["rebuild"], &["anchor"], &["backup", "copy"], &["verify"]] {
        let complaint = complaint(&huajie(place.path(), "nowhere", asked));
        assert!(complaint.contains("没有数据库"), "{asked:?}: {complaint}");
        assert!(!place.path().join("nowhere").exists(), "{asked:?}");
    }
    let unknown =
        program(place.path(), "var").args(["verify"]).env("DATABASE_URL", "mysql://a:b@c/d").output();
    let told = complaint(&unknown.expect("the program runs"));
    assert!(told.contains("postgres://") && !told.contains("a:b"), "{told}");
}

#[test]
fn whoever_has_read_enough_of_a_list_may_stop_reading() {
    let place = tempfile::tempdir().expect("a folder");
    well(&huajie(place.path(), "var", &["user", "enrol", "xinren", "示例·新人"]));
    let mut listing = program(place.path(), "var");
    listing.args(["user", "list"]).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut running = listing.spawn().expect("the program runs");
    // The other end is closed before a line is written.
    drop(running.stdout.take());
    let ended = running.wait_with_output().expect("it ends");
    let told = String::from_utf8_lossy(&ended.stderr);
    assert!(ended.status.success() && !told.contains("panicked"), "{told}");
}

#[test]
fn what_the_system_says_is_told_in_chinese() {
    let place = tempfile::tempdir().expect("a folder");
    for arguments in
        [&["import", "roster", "nowhere.csv"][..], &["carry", "in", "nowhere"], &["restore", "nowhere"]]
    {
        let complaint = complaint(&huajie(place.path(), "var", arguments));
        assert!(!complaint.contains("os error") && !complaint.contains("No such"), "{complaint}");
    }
}
