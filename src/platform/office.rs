//! Which office programs of this computer can turn a Word file into a PDF, and how each is told to. In: the environment.
//! Out: [`Converter`]s. Nothing here writes a file or waits for a program; that is [`crate::export::pdf`].
//!
//! Linux: LibreOffice. Windows: Word and WPS by their automation (PowerShell, COM), then LibreOffice; written from
//! Microsoft's and WPS's documentation and not tried there yet.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use super::process::without_window;

/// A program that turns a Word file into a PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Converter {
    /// The name users know it by.
    pub name: String,
    /// How long it may take for a report; what takes longer hangs.
    pub limit: Duration,
    program: PathBuf,
    way: Way,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// LibreOffice's own command line.
    CommandLine,
    /// PowerShell, which drives the application of this COM name.
    Automation(&'static str),
}

/// Starting an office program on a slow disk takes half a minute, converting a report seconds.
const LIMIT: Duration = Duration::from_secs(5 * 60);

/// Applications with automation: the name users know, the COM name. Newer WPS registers `KWPS`, older ones `WPS`.
const APPLICATIONS: [(&str, &str); 3] =
    [("Microsoft Word", "Word.Application"), ("WPS 文字", "KWPS.Application"), ("WPS 文字", "WPS.Application")];

/// What PowerShell runs. The names come in by environment variables, so that no letter of a path is read as script. WPS may
/// answer with the instance that the user works in: it is quit only when no document is open in it, and looks as before.
const SCRIPT: &str = concat!(
    "$ErrorActionPreference = 'Stop'; [Console]::OutputEncoding = [Text.Encoding]::UTF8; ",
    "$app = New-Object -ComObject $env:SHUZHI_APPLICATION; ",
    "try { $alerts = $app.DisplayAlerts; $app.DisplayAlerts = 0; ",
    "$doc = $app.Documents.Open($env:SHUZHI_DOCX, $false, $true); ",
    "try { try { $doc.ExportAsFixedFormat($env:SHUZHI_PDF, 17) } catch { $doc.SaveAs($env:SHUZHI_PDF, 17) } } ",
    "finally { $doc.Close($false); $app.DisplayAlerts = $alerts } } ",
    "finally { if ($app.Documents.Count -eq 0) { $app.Quit() } }",
);

/// The installed programs that turn a Word file into a PDF, best first: on Windows Word and WPS, in which the user sees and
/// prints the report; then LibreOffice.
#[must_use]
pub fn converters() -> Vec<Converter> {
    let mut found = Vec::new();
    if cfg!(windows) {
        found.extend(APPLICATIONS.iter().filter(|(_, id)| is_registered(id)).map(|(name, id)| Converter {
            name: (*name).into(),
            limit: LIMIT,
            program: system_program(r"WindowsPowerShell\v1.0\powershell.exe"),
            way: Way::Automation(id),
        }));
        found.dedup_by(|later, first| later.name == first.name);
    }
    found.extend(libre_office_in(&office_folders()).map(Converter::libre_office));
    found
}

impl Converter {
    /// The LibreOffice whose program (`soffice`) lies at `program`.
    #[must_use]
    pub fn libre_office(program: impl Into<PathBuf>) -> Converter {
        Converter { name: "LibreOffice".into(), limit: LIMIT, program: program.into(), way: Way::CommandLine }
    }

    /// The program that is started.
    #[must_use]
    pub fn program(&self) -> &Path {
        &self.program
    }

    /// The command that makes a PDF of `docx` beside it, with the ending `.pdf`. What the program keeps for itself goes into
    /// the same `folder`, an absolute path: with a profile of its own, LibreOffice runs beside one that the user has open.
    pub(crate) fn command(&self, docx: &Path, folder: &Path) -> Command {
        let mut command = Command::new(&self.program);
        match self.way {
            Way::CommandLine => command
                .arg(format!("-env:UserInstallation={}", file_url(&folder.join("profile"))))
                .args(["--headless", "--norestore", "--convert-to", "pdf:writer_pdf_Export", "--outdir"])
                .args([folder, docx])
                .envs(["TMPDIR", "TMP", "TEMP"].map(|name| (name, folder))),
            Way::Automation(application) => command
                .args(["-NoProfile", "-NonInteractive", "-Command", SCRIPT])
                .env("SHUZHI_APPLICATION", application)
                .env("SHUZHI_DOCX", docx)
                .env("SHUZHI_PDF", docx.with_extension("pdf")),
        };
        command
    }

    /// How long it is left to end by itself when it is not wanted any more. Word is started by the system, not by
    /// PowerShell, and only the script can end it.
    pub(crate) fn grace(&self) -> Duration {
        match self.way {
            Way::CommandLine => Duration::ZERO,
            Way::Automation(_) => Duration::from_secs(15),
        }
    }
}

/// The program `name` of Windows itself, by its whole path: none that lies elsewhere under the same name.
pub(super) fn system_program(name: &str) -> PathBuf {
    let windows = std::env::var_os("SystemRoot").map_or_else(|| PathBuf::from(r"C:\Windows"), PathBuf::from);
    windows.join("System32").join(name)
}

/// Whether Windows knows an application of this COM name; asking does not start it.
fn is_registered(application: &str) -> bool {
    let mut ask = Command::new(system_program("reg.exe"));
    ask.args(["query", &format!(r"HKEY_CLASSES_ROOT\{application}\CLSID"), "/ve"]);
    ask.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    without_window(&mut ask).status().is_ok_and(|status| status.success())
}

/// Where LibreOffice may lie, best first.
fn office_folders() -> Vec<PathBuf> {
    if cfg!(windows) {
        let programs = ["ProgramW6432", "ProgramFiles", "ProgramFiles(x86)"];
        let programs = programs.iter().filter_map(std::env::var_os);
        return programs.map(|folder| PathBuf::from(folder).join(r"LibreOffice\program")).collect();
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut folders: Vec<PathBuf> = std::env::split_paths(&path).filter(|folder| folder.is_absolute()).collect();
    folders.extend(["/usr/bin", "/usr/lib/libreoffice/program", "/usr/lib64/libreoffice/program"].map(PathBuf::from));
    let opt = std::fs::read_dir("/opt").into_iter().flatten().flatten().map(|entry| entry.path());
    let is_office = |folder: &PathBuf| {
        folder.file_name().is_some_and(|name| name.to_string_lossy().to_lowercase().starts_with("libreoffice"))
    };
    let mut own: Vec<PathBuf> = opt.filter(is_office).map(|folder| folder.join("program")).collect();
    own.sort();
    // The folders' names end in the version.
    folders.extend(own.into_iter().rev());
    folders
}

fn libre_office_in(folders: &[PathBuf]) -> Option<PathBuf> {
    let names: &[&str] = if cfg!(windows) { &["soffice.exe"] } else { &["soffice", "libreoffice"] };
    let mut paths = folders.iter().flat_map(|folder| names.iter().map(|name| folder.join(name)));
    paths.find(|path| is_program(path))
}

/// Whether `path` is a program that can read a file of this one's: a snap sees another `/tmp`.
fn is_program(path: &Path) -> bool {
    let is_snap = || path.canonicalize().is_ok_and(|program| program.ends_with("snap"));
    path.metadata().is_ok_and(|data| data.is_file() && is_executable(&data)) && !is_snap()
}

#[cfg(unix)]
fn is_executable(data: &std::fs::Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    data.permissions().mode() & 0o111 != 0
}

#[cfg(not(unix))]
fn is_executable(_data: &std::fs::Metadata) -> bool {
    true
}

/// The absolute `path` as a `file:` address.
fn file_url(path: &Path) -> String {
    let mut url = String::from("file://");
    if cfg!(windows) {
        url.push('/');
    }
    for &byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'\\' if cfg!(windows) => url.push('/'),
            b':' if cfg!(windows) => url.push(':'),
            b'/' | b'-' | b'.' | b'_' | b'~' => url.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => url.push(char::from(byte)),
            _ => url.push_str(&format!("%{byte:02X}")),
        }
    }
    url
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    use super::*;

    #[test]
    fn a_path_becomes_an_address() {
        assert_eq!(file_url(Path::new("/tmp/a-1/profile")), "file:///tmp/a-1/profile");
        assert_eq!(file_url(Path::new("/tmp/中 #1%\\:")), "file:///tmp/%E4%B8%AD%20%231%25%5C%3A");
    }

    #[test]
    fn the_first_program_that_can_run_is_taken() {
        let root = tempfile::tempdir().unwrap();
        let file = |name: &str, mode| {
            let path = root.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, "").unwrap();
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
            path
        };
        let snap = file("snapd/snap", 0o755);
        std::fs::create_dir(root.path().join("snap")).unwrap();
        symlink(snap, root.path().join("snap/soffice")).unwrap();
        file("text/soffice", 0o644);
        std::fs::create_dir_all(root.path().join("folder/soffice")).unwrap();
        let folders = ["none", "snap", "text", "folder", "old", "new"].map(|name| root.path().join(name));
        assert_eq!(libre_office_in(&folders), None);
        let new = file("new/soffice", 0o755);
        assert_eq!(libre_office_in(&folders), Some(new));
        let old = file("old/libreoffice", 0o755);
        assert_eq!(libre_office_in(&folders), Some(old));
    }

    #[test]
    fn no_path_stands_in_the_script() {
        let way = Way::Automation("Word.Application");
        let word = Converter { name: "Word".into(), limit: LIMIT, program: "powershell".into(), way };
        let command = word.command(Path::new("/t/'; exit #/report.docx"), Path::new("/t/'; exit #"));
        assert_eq!(command.get_args().last().unwrap(), SCRIPT);
        let set: Vec<_> =
            command.get_envs().map(|(name, value)| (name.to_str(), value.and_then(|v| v.to_str()))).collect();
        assert_eq!(
            set,
            [
                (Some("SHUZHI_APPLICATION"), Some("Word.Application")),
                (Some("SHUZHI_DOCX"), Some("/t/'; exit #/report.docx")),
                (Some("SHUZHI_PDF"), Some("/t/'; exit #/report.pdf")),
            ]
        );
        assert!(set.iter().all(|(name, _)| SCRIPT.contains(&format!("$env:{}", name.unwrap()))));
    }
}
