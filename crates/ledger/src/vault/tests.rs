//! The vault: published answers, agreement with OpenSSL where it is installed, and what tampering does.

use super::*;
use std::io::Write as _;
use std::process::{Command, Stdio};

fn keys() -> Keys {
    let mut chance = [0; KEYS_CHANCE];
    for (at, byte) in chance.iter_mut().enumerate() {
        *byte = at as u8;
    }
    Keys::from_chance(&chance)
}

const PHONE: Context<'static> = Context { table: "person", column: "phone", row_id: "p-17" };
const NONCE: [u8; NONCE_BYTES] = [7; NONCE_BYTES];

fn bytes(hex: &str) -> Vec<u8> {
    (0..hex.len() / 2).map(|at| u8::from_str_radix(&hex[2 * at..2 * at + 2], 16).unwrap()).collect()
}

// ---- published answers

#[test]
fn sm3_of_abc_is_the_answer_in_gb_t_32905() {
    assert_eq!(sm3_hex(b"abc"), "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
    assert_eq!(
        sm3_hex("abcd".repeat(16).as_bytes()),
        "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"
    );
}

#[test]
fn sm4_enciphers_the_example_of_gb_t_32907() {
    use aes_gcm::aead::KeyInit as _;
    use aes_gcm::aes::cipher::BlockCipherEncrypt as _;
    let key: [u8; 16] = bytes("0123456789abcdeffedcba9876543210").try_into().unwrap();
    let mut block = key.into();
    sm4::Sm4::new(&key.into()).encrypt_block(&mut block);
    assert_eq!(hex(&block), "681edf34d206965e86b3e94f536e4246");
}

#[test]
fn sm4_gcm_gives_the_answer_in_rfc_8998_a_1() {
    let key: [u8; 16] = bytes("0123456789abcdeffedcba9876543210").try_into().unwrap();
    let nonce: [u8; 12] = bytes("00001234567800000000abcd").try_into().unwrap();
    let aad = bytes("feedfacedeadbeeffeedfacedeadbeefabaddad2");
    let plain = bytes(
        "aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccdddddddddddddddd\
         eeeeeeeeeeeeeeeeffffffffffffffffeeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa",
    );
    let cipher = Sm4Gcm::new([(1, &key)]).unwrap();
    let sealed = cipher.seal(1, &nonce, &aad, &plain).unwrap();
    assert_eq!(
        hex(&sealed),
        "17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735\
         d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d\
         83de3541e4c2b58177e065a9bf7b62ec"
    );
    assert_eq!(*cipher.open(1, &nonce, &aad, &sealed).unwrap(), plain);
}

/// GM/T 0042-2015, as GmSSL tests it.
#[test]
fn hmac_sm3_gives_the_published_answer() {
    use hmac::{Hmac, KeyInit as _, Mac as _};
    let key: Vec<u8> = (1..=32).collect();
    let mut mac = Hmac::<sm3::Sm3>::new_from_slice(&key).unwrap();
    mac.update("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".repeat(2).as_bytes());
    assert_eq!(
        hex(&mac.finalize().into_bytes()),
        "ca05e144ed05d1857840d1f318a4a8669e559fc8391f414485bfdf7bb408963a"
    );
}

#[test]
fn sm2_accepts_the_signature_in_gb_t_32918_5() {
    use sm2::dsa::signature::Verifier as _;
    let public = bytes(
        "0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020\
         ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13",
    );
    let signature = sm2::dsa::Signature::from_slice(&bytes(
        "f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3\
         b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa",
    ))
    .unwrap();
    let key = sm2::dsa::VerifyingKey::from_sec1_bytes(SIGNER_ID, &public).unwrap();
    assert!(key.verify(b"message digest", &signature).is_ok());
    assert!(key.verify(b"message digesT", &signature).is_err());
}

// ---- fields

#[test]
fn a_sealed_field_opens_again_at_its_place() {
    let keys = keys();
    for plain in ["", "13800000000", "𠮷野 · 张建国", &"长".repeat(5_000)] {
        let sealed = keys.seal(&PHONE, plain, NONCE).unwrap();
        assert!(sealed.starts_with("1."));
        assert!(plain.is_empty() || !sealed.contains(plain));
        assert_eq!(keys.open(&PHONE, &sealed).unwrap(), plain);
    }
}

#[test]
fn any_changed_character_of_a_sealed_field_keeps_it_shut() {
    let keys = keys();
    let sealed = keys.seal(&PHONE, "13800000000", NONCE).unwrap();
    for at in 0..sealed.len() {
        let mut changed = sealed.clone().into_bytes();
        changed[at] ^= 1;
        let Ok(changed) = String::from_utf8(changed) else { continue };
        assert!(keys.open(&PHONE, &changed).is_err(), "opened with character {at} changed");
    }
}

#[test]
fn one_flipped_bit_of_cipher_text_or_tag_is_noticed() {
    let keys = [3; FIELD_KEY_BYTES];
    let cipher = Sm4Gcm::new([(1, &keys)]).unwrap();
    let sealed = cipher.seal(1, &NONCE, b"place", b"13800000000").unwrap();
    for bit in 0..sealed.len() * 8 {
        let mut changed = sealed.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        assert!(matches!(cipher.open(1, &NONCE, b"place", &changed), Err(VaultError::Altered)));
    }
}

#[test]
fn a_field_copied_to_another_table_column_or_row_does_not_open() {
    let keys = keys();
    let sealed = keys.seal(&PHONE, "13800000000", NONCE).unwrap();
    for elsewhere in [
        Context { table: "agent", ..PHONE },
        Context { column: "id_number", ..PHONE },
        Context { row_id: "p-18", ..PHONE },
        // The same letters, parted elsewhere.
        Context { table: "personp", column: "hone", ..PHONE },
    ] {
        assert!(matches!(keys.open(&elsewhere, &sealed), Err(VaultError::Altered)));
    }
}

#[test]
fn what_was_never_sealed_is_refused_without_a_panic() {
    let keys = keys();
    for text in ["", ".", "1.", "1.AAAA", "x.AAAA", "01.AAAA", "1.!!", "13800000000"] {
        assert!(matches!(keys.open(&PHONE, text), Err(VaultError::NotSealedText)), "{text}");
    }
    let sealed = keys.seal(&PHONE, "x", NONCE).unwrap().replacen("1.", "9.", 1);
    assert!(matches!(keys.open(&PHONE, &sealed), Err(VaultError::UnknownKeyVersion(9))));
}

#[test]
fn another_module_can_take_over_sealing() {
    #[derive(Debug)]
    struct Hardware(Sm4Gcm);
    impl Cipher for Hardware {
        fn newest(&self) -> u32 {
            40
        }
        fn seal(
            &self,
            version: u32,
            nonce: &[u8; 12],
            aad: &[u8],
            plain: &[u8],
        ) -> Result<Vec<u8>, VaultError> {
            self.0.seal(version, nonce, aad, plain)
        }
        fn open(
            &self,
            version: u32,
            _: &[u8; 12],
            _: &[u8],
            _: &[u8],
        ) -> Result<zeroize::Zeroizing<Vec<u8>>, VaultError> {
            Err(VaultError::Module(format!("slot {version} is offline")))
        }
    }
    let keys = keys().with_cipher(Box::new(Hardware(Sm4Gcm::new([(40, &[9; 16])]).unwrap())));
    let sealed = keys.seal(&PHONE, "13800000000", NONCE).unwrap();
    assert!(sealed.starts_with("40."));
    assert!(matches!(keys.open(&PHONE, &sealed), Err(VaultError::Module(_))));
}

// ---- index and codes

#[test]
fn the_blind_index_is_equal_for_equal_text_in_one_column_only() {
    let keys = keys();
    let index = keys.blind_index("phone", "13800000000");
    assert_eq!(index.len(), 64);
    assert_eq!(index, keys.blind_index("phone", "13800000000"));
    assert_ne!(index, keys.blind_index("phone", "13800000001"));
    assert_ne!(index, keys.blind_index("id_number", "13800000000"));
    assert_ne!(keys.blind_index("ab", "c"), keys.blind_index("a", "bc"));
    assert_ne!(index, Keys::from_chance(&[1; KEYS_CHANCE]).blind_index("phone", "13800000000"));
}

#[test]
fn a_code_matches_its_own_digest_and_purpose_only() {
    let keys = keys();
    let digest = keys.code_digest("query", "ACDE2345");
    assert!(keys.code_matches("query", "ACDE2345", &digest));
    assert!(!keys.code_matches("query", "ACDE2346", &digest));
    assert!(!keys.code_matches("sign-in", "ACDE2345", &digest));
    for digest in ["", "zz", &digest[..62], "汉字"] {
        assert!(!keys.code_matches("query", "ACDE2345", digest));
    }
}

// ---- the key file

#[test]
fn the_key_file_is_made_once_for_its_owner_only_and_loaded_ever_after() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("deep/keys.json");
    let first = Keys::load_or_create(&path, &[1; KEYS_CHANCE]).unwrap();
    let again = Keys::load_or_create(&path, &[2; KEYS_CHANCE]).unwrap();
    assert_eq!(first.fingerprint(), again.fingerprint());
    let sealed = first.seal(&PHONE, "13800000000", NONCE).unwrap();
    assert_eq!(again.open(&PHONE, &sealed).unwrap(), "13800000000");
    assert_eq!(std::fs::read_dir(path.parent().unwrap()).unwrap().count(), 1, "nothing is left beside it");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
}

#[cfg(unix)]
#[test]
fn a_key_file_that_others_may_read_is_refused() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("keys.json");
    Keys::load_or_create(&path, &[1; KEYS_CHANCE]).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
    let refused = Keys::load_or_create(&path, &[1; KEYS_CHANCE]);
    assert!(matches!(refused, Err(VaultError::KeyFileTooOpen { mode: 0o640, .. })));
}

#[test]
fn a_broken_key_file_is_reported_and_never_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("keys.json");
    Keys::load_or_create(&path, &[1; KEYS_CHANCE]).unwrap();
    let whole = std::fs::read_to_string(&path).unwrap();
    for broken in [&whole[..whole.len() / 2], "", "{}", &whole.replacen("\"format\": 1", "\"format\": 2", 1)]
    {
        std::fs::write(&path, broken).unwrap();
        let error = Keys::load_or_create(&path, &[1; KEYS_CHANCE]).unwrap_err();
        assert!(matches!(error, VaultError::KeyFileBroken { .. }));
        assert_eq!(std::fs::read_to_string(&path).unwrap(), broken);
    }
}

#[test]
fn fields_sealed_before_a_rotation_still_open_after_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("keys.json");
    let mut keys = Keys::load_or_create(&path, &[1; KEYS_CHANCE]).unwrap();
    let old = keys.seal(&PHONE, "13800000000", NONCE).unwrap();
    let index = keys.blind_index("phone", "13800000000");

    assert_eq!(keys.rotate(&path, &[2; FIELD_KEY_BYTES]).unwrap(), 2);
    let new = keys.seal(&PHONE, "13800000000", NONCE).unwrap();
    assert!(new.starts_with("2."));
    assert_eq!((keys.is_newest(&old).unwrap(), keys.is_newest(&new).unwrap()), (false, true));

    let reloaded = Keys::load(&path).unwrap();
    for keys in [&keys, &reloaded] {
        assert_eq!(keys.open(&PHONE, &old).unwrap(), "13800000000");
        assert_eq!(keys.open(&PHONE, &new).unwrap(), "13800000000");
        assert_eq!(keys.blind_index("phone", "13800000000"), index);
    }
    // The version is bound into the seal: an old text cannot pass for a new one.
    assert!(keys.open(&PHONE, &old.replacen("1.", "2.", 1)).is_err());
}

#[test]
fn two_processes_that_rotate_do_not_lose_each_others_keys() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("keys.json");
    let mut one = Keys::load_or_create(&path, &[1; KEYS_CHANCE]).unwrap();
    let mut other = Keys::load(&path).unwrap();
    assert_eq!(one.rotate(&path, &[2; FIELD_KEY_BYTES]).unwrap(), 2);
    let sealed = one.seal(&PHONE, "x", NONCE).unwrap();
    assert!(matches!(other.open(&PHONE, &sealed), Err(VaultError::UnknownKeyVersion(2))));
    assert_eq!(other.rotate(&path, &[3; FIELD_KEY_BYTES]).unwrap(), 3);
    assert_eq!(other.open(&PHONE, &sealed).unwrap(), "x");
}

#[test]
fn keys_print_no_secret() {
    let text = format!("{:?}", Keys::from_chance(&[0xAB; KEYS_CHANCE]));
    assert_eq!(text, "Keys { cipher: Sm4Gcm { versions: [1], .. }, .. }");
}

// ---- chain and heads

#[test]
fn an_events_hash_changes_when_text_moves_between_columns() {
    assert_ne!(chain_hash("", &["ab", "c"]), chain_hash("", &["a", "bc"]));
    assert_ne!(chain_hash("", &["ab"]), chain_hash("", &["ab", ""]));
    assert_ne!(chain_hash("a", &["b"]), chain_hash("", &["a", "b"]));
}

/// Pinned: were it to change, every journal already written would fail to verify. The numbers were made
/// with `openssl dgst -sm3` from the description, not with this code.
#[test]
fn an_events_hash_is_the_same_in_every_version_of_the_program() {
    assert_eq!(
        chain_hash("", &["dispute/1", "1", "受理"]),
        "ac9fca39e3bd6ac975d240c0b490216bcdc6666294b831a8bd48426b8cfb52a2"
    );
    assert_eq!(
        tree_head(&[
            StreamHead { stream: "dispute/1", seq: 1, hash: "aa" },
            StreamHead { stream: "dispute/2", seq: 9, hash: "bb" }
        ]),
        "a58fcbf6f5309040fb8c7ad7f822bfedc2cec3c390217a127974a72495490b13"
    );
}

#[test]
fn the_tree_head_does_not_depend_on_order_but_on_every_stream() {
    let names: Vec<String> = (0..23).map(|n| format!("dispute/{n}")).collect();
    let heads: Vec<_> = names.iter().map(|stream| StreamHead { stream, seq: 3, hash: "aa" }).collect();
    let head = tree_head(&heads);
    let reversed: Vec<_> = heads.iter().rev().cloned().collect();
    assert_eq!(tree_head(&reversed), head);
    for at in 0..heads.len() {
        let mut cut = heads.clone();
        cut[at].seq = 2;
        let mut rehashed = heads.clone();
        rehashed[at].hash = "ab";
        let mut deleted = heads.clone();
        deleted.remove(at);
        for changed in [cut, rehashed, deleted] {
            assert_ne!(tree_head(&changed), head);
        }
    }
    assert_eq!(tree_head(&[]), sm3_hex(b""));
}

#[test]
fn a_signed_head_verifies_by_the_public_key_and_not_after_any_change() {
    let keys = keys();
    let signed = keys.sign_head(&tree_head(&[]), 1_700_000_000_000_000);
    let public = keys.public_key_pem();
    assert!(keys.verify_head(&signed).is_ok());
    assert!(verify_head(&public, &signed).is_ok());
    let strangers = Keys::from_chance(&[5; KEYS_CHANCE]).public_key_pem();
    assert!(matches!(verify_head(&strangers, &signed), Err(VaultError::BadSignature)));
    for changed in [
        SignedHead { head: sm3_hex(b"x"), ..signed.clone() },
        SignedHead { at_us: signed.at_us + 1, ..signed.clone() },
        SignedHead { signature: "AAAA".into(), ..signed.clone() },
        SignedHead { key_version: 2, ..signed.clone() },
    ] {
        assert!(verify_head(&public, &changed).is_err());
        assert!(keys.verify_head(&changed).is_err());
    }
}

// ---- agreement with OpenSSL

/// Runs `openssl`; `None` where it is not installed or too old to know the national algorithms, in
/// which case the test says that it checked nothing.
fn openssl(arguments: &[&str], input: &[u8]) -> Option<String> {
    let ran = Command::new("openssl")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .and_then(|mut child| {
            child.stdin.take().expect("stdin was asked for").write_all(input)?;
            child.wait_with_output()
        });
    match ran {
        Ok(output) if output.status.success() => Some(String::from_utf8_lossy(&output.stdout).into_owned()),
        _ => {
            eprintln!("NOT CHECKED: `openssl {}` does not run here", arguments.join(" "));
            None
        }
    }
}

#[test]
fn sm3_agrees_with_openssl_where_it_is_installed() {
    let upload: Vec<u8> = (0..300_000u32).map(|n| (n * 31 % 251) as u8).collect();
    for input in [&b""[..], b"abc", &upload] {
        let Some(printed) = openssl(&["dgst", "-sm3", "-r"], input) else { return };
        assert_eq!(printed.split_whitespace().next(), Some(sm3_hex(input).as_str()));
    }
}

#[test]
fn openssl_verifies_our_signature_where_it_is_installed() {
    if openssl(&["dgst", "-sm3", "-r"], b"abc").is_none() {
        return;
    }
    use base64::Engine as _;
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let keys = keys();
    let signed = keys.sign_head(&tree_head(&[]), 1_700_000_000_000_000);
    let der = base64::engine::general_purpose::STANDARD.decode(&signed.signature).unwrap();
    let public = file("public.pem", keys.public_key_pem().as_bytes());
    let signature = file("head.sig", &der);
    let id = format!("distid:{SIGNER_ID}");
    let arguments = ["dgst", "-sm3", "-verify", &public, "-sigopt", &id, "-signature", &signature];
    let printed = openssl(&arguments, signed.statement().as_bytes());
    assert_eq!(printed.as_deref(), Some("Verified OK\n"));
}
