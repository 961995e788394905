//! The file of backups and 换机: what goes in comes out, and a file that is not what was written is refused.

use std::io::Cursor;
use std::path::Path;

use shuzhi::Code;
use shuzhi::archive::{self, Content, Manifest, OwnTemplate, Refusal};

use crate::support::Result;

fn manifest_of(reports: u64) -> Manifest {
    Manifest { made: "2026-01-08T09:30:00+08:00".into(), program: "0.1.0".into(), reports, versions: 2 }
}

/// An archive of `database` with two templates.
fn archive(folder: &Path, database: &[u8], password: Option<&str>) -> Result<Vec<u8>> {
    let file = folder.join("database");
    shuzhi::export::write_file(&file, database)?;
    let templates = templates();
    let content = Content { manifest: &manifest_of(1), database: &file, templates: &templates };
    let mut target = Cursor::new(Vec::new());
    archive::write(&mut target, &content, password)?;
    Ok(target.into_inner())
}

fn templates() -> Vec<OwnTemplate> {
    let template = |name: &str, bytes: &[u8]| OwnTemplate { name: name.into(), bytes: bytes.into() };
    vec![template("党建.json", b"{}"), template("b.JSON", b"[1]")]
}

fn read(folder: &Path, bytes: &[u8], password: Option<&str>) -> Result<std::result::Result<archive::Opened, Refusal>> {
    let file = folder.join("给张三.shuzhi");
    shuzhi::export::write_file(&file, bytes)?;
    Ok(archive::read(&file, password, folder))
}

fn left_over(folder: &Path) -> Result<usize> {
    let names = std::fs::read_dir(folder)?.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()));
    Ok(names.collect::<Result<Vec<String>>>()?.iter().filter(|name| name.starts_with("scratch-")).count())
}

#[test]
fn what_goes_in_comes_out_with_a_password_and_without() -> Result {
    let folder = tempfile::tempdir()?;
    let database: Vec<u8> = (0..300_000_u32).map(|n| (n % 251) as u8).collect();
    for password in [None, Some(""), Some("密码 Pa55")] {
        let bytes = archive(folder.path(), &database, password)?;
        assert!(String::from_utf8_lossy(&bytes).starts_with("shuzhi-archive 1\n这是“述职”的备份"));
        let encrypted = password.is_some_and(|password| !password.is_empty());
        assert_eq!(
            bytes.windows(10).any(|part| part == b"templates/"),
            !encrypted,
            "names show only without a password"
        );
        let opened = read(folder.path(), &bytes, password)?.map_err(|refusal| format!("{refusal:?}"))?;
        assert_eq!(opened.manifest, manifest_of(1));
        assert_eq!(opened.templates, templates());
        assert_eq!(std::fs::read(&opened.database)?, database);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(std::fs::metadata(&opened.database)?.permissions().mode() & 0o777, 0o600);
        }
        let quick =
            archive::manifest(&folder.path().join("给张三.shuzhi")).map_err(|refusal| format!("{refusal:?}"))?;
        assert_eq!(quick, (!encrypted).then(|| manifest_of(1)));
        drop(opened);
        assert_eq!(left_over(folder.path())?, 0);
    }
    Ok(())
}

#[test]
fn every_flipped_bit_and_every_cut_is_refused() -> Result {
    let folder = tempfile::tempdir()?;
    for password in [None, Some("密码")] {
        let bytes = archive(folder.path(), b"a database", password)?;
        assert!(read(folder.path(), &bytes, password)?.is_ok());
        let file = folder.path().join("file");
        for at in 0..bytes.len() {
            for bit in 0..8 {
                let mut flipped = bytes.clone();
                flipped[at] ^= 1 << bit;
                std::fs::File::create(&file).and_then(|mut file| std::io::Write::write_all(&mut file, &flipped))?;
                assert!(
                    archive::read(&file, password, folder.path()).is_err(),
                    "bit {bit} of byte {at} was not noticed"
                );
            }
        }
        for length in 0..bytes.len() {
            std::fs::File::create(&file).and_then(|mut file| std::io::Write::write_all(&mut file, &bytes[..length]))?;
            let refused = archive::read(&file, password, folder.path()).err().ok_or("a cut file was read")?;
            assert!(matches!(refused, Refusal::Truncated), "{length} of {}: {refused:?}", bytes.len());
        }
        let longer = [bytes.as_slice(), b"\n"].concat();
        assert!(matches!(read(folder.path(), &longer, password)?, Err(Refusal::Damaged)));
    }
    assert_eq!(left_over(folder.path())?, 0);
    Ok(())
}

#[test]
fn each_refusal_names_the_file_and_says_what_to_do() -> Result {
    let folder = tempfile::tempdir()?;
    let plain = archive(folder.path(), b"a database", None)?;
    let locked = archive(folder.path(), b"a database", Some("对的"))?;
    let newer = [b"shuzhi-archive 2".as_slice(), &plain[16..]].concat();
    let mut damaged = plain.clone();
    *damaged.last_mut().ok_or("empty")? ^= 1;
    let cases: [(&[u8], Option<&str>, &str); 8] = [
        (b"PK\x03\x04 a zip of someone else", None, "不是“述职”的备份或换机文件"),
        (&[0; 4096], None, "不是“述职”的备份或换机文件"),
        (b"", None, "不完整"),
        (&newer, None, "更新版本"),
        (&plain[..plain.len() - 1], None, "不完整"),
        (&damaged, None, "已损坏"),
        (&locked, None, "有密码"),
        (&locked, Some("错的"), "密码不对"),
    ];
    for (bytes, password, says) in cases {
        let refused = read(folder.path(), bytes, password)?.err().ok_or(says)?;
        let told = refused.told(Path::new("给张三.shuzhi"));
        assert!(told.message().contains(says) && told.message().contains("给张三.shuzhi"), "{told}");
        assert!(!told.hint().is_empty());
    }
    let gone = archive::read(&folder.path().join("gone"), None, folder.path()).err().ok_or("no file")?;
    assert_eq!(gone.told(Path::new("gone")).code(), Code::NotFound);
    let at_folder = archive::read(folder.path(), None, folder.path()).err().ok_or("a folder")?;
    assert!(at_folder.told(folder.path()).message().contains("文件夹"));
    Ok(())
}

/// A file with the digest of `zip`, as someone could make it who means harm.
fn forged(zip: &[u8]) -> Vec<u8> {
    use sha2::Digest as _;
    let digest: String = sha2::Sha256::digest(zip).iter().map(|byte| format!("{byte:02x}")).collect();
    let header =
        format!("shuzhi-archive 1\n这是“述职”的备份，请用“述职”打开\nsha256 {digest}\nbytes {:020}\n\n", zip.len());
    [header.as_bytes(), zip].concat()
}

fn zip_of(files: &[(&str, &[u8])]) -> Result<Vec<u8>> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, zip::write::SimpleFileOptions::default())?;
        std::io::Write::write_all(&mut zip, bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

#[test]
fn a_forged_file_leads_nowhere_and_fills_nothing() -> Result {
    let folder = tempfile::tempdir()?;
    let manifest = serde_json::to_vec(&manifest_of(1))?;
    let base: [(&str, &[u8]); 2] = [("manifest.json", &manifest), ("shuzhi.sqlite3", b"a database")];
    assert!(read(folder.path(), &forged(&zip_of(&base)?), None)?.is_ok(), "the forger knows the format");
    let huge = vec![b' '; 5 << 20];
    let with = |name: &'static str, bytes: &'static [u8]| [base[0], base[1], (name, bytes)];
    for odd in
        ["../evil.json", "templates/../evil.json", "templates/a/b.json", "/etc/evil.json", "templates/.json", "other"]
    {
        let refused = read(folder.path(), &forged(&zip_of(&with(odd, b"{}"))?), None)?.err().ok_or(odd)?;
        assert!(matches!(refused, Refusal::Damaged), "{odd}: {refused:?}");
    }
    let large = [base[0], base[1], ("templates/a.json", huge.as_slice())];
    assert!(matches!(read(folder.path(), &forged(&zip_of(&large)?), None)?, Err(Refusal::TooLarge)));
    let names: Vec<String> = (0..1001).map(|n| format!("templates/{n}.json")).collect();
    let many: Vec<(&str, &[u8])> =
        base.into_iter().chain(names.iter().map(|name| (name.as_str(), &b"{}"[..]))).collect();
    assert!(matches!(read(folder.path(), &forged(&zip_of(&many)?), None)?, Err(Refusal::TooLarge)));
    for lacking in [&base[..1], &base[1..]] {
        assert!(matches!(read(folder.path(), &forged(&zip_of(lacking)?), None)?, Err(Refusal::Damaged)));
    }
    assert!(matches!(read(folder.path(), &forged(b"neither zip nor age"), None)?, Err(Refusal::Damaged)));
    let endless = [b"age-encryption.org/v1\n".as_slice(), &b"-> x\n".repeat(100_000)].concat();
    assert!(matches!(read(folder.path(), &forged(&endless), Some("密码"))?, Err(Refusal::Damaged)));
    assert_eq!(left_over(folder.path())?, 0);
    assert_eq!(std::fs::read_dir(folder.path())?.count(), 1, "nothing was written but the file to read");
    Ok(())
}

#[test]
fn a_password_that_would_take_hours_is_refused() -> Result {
    let folder = tempfile::tempdir()?;
    let bytes = archive(folder.path(), b"a database", Some("密码"))?;
    let start = bytes.windows(22).position(|part| part == b"age-encryption.org/v1\n").ok_or("no payload")?;
    let payload = bytes[start..].to_vec();
    let line_end = payload.iter().skip(22).position(|byte| *byte == b'\n').ok_or("no line")? + 22;
    let mut harder = payload.clone();
    assert_eq!(&harder[line_end - 3..line_end], b" 17");
    harder.splice(line_end - 2..line_end, *b"30");
    assert!(matches!(read(folder.path(), &forged(&harder), Some("密码"))?, Err(Refusal::Damaged)));
    Ok(())
}
