//! What a disk may hold after the power was cut. In: the operations up to the cut. Out: images.
//!
//! The model is stricter than any file system in use: a write lasts for certain only after a sync of its own file, a name only
//! after a sync of its folder. Before that every sector of a write, every cut of a file's length and every change of a name
//! may or may not have happened, each for itself, and a file that grew may hold zeros or anything where nothing was
//! written. Within a sector a disk writes whole (SQLite relies on that: SQLITE_IOCAP_POWERSAFE_OVERWRITE).

use std::collections::BTreeMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use super::recording::{Change, Naming, Node, Op, Recording};
use crate::random::Random;

/// A file: what is certain, and what was done since.
#[derive(Debug, Default)]
struct File<'a> {
    certain: Vec<u8>,
    since: Vec<&'a Change>,
}

/// The disk at a moment.
#[derive(Debug)]
pub(super) struct Disk<'a> {
    files: Vec<File<'a>>,
    certain: BTreeMap<String, Node>,
    since: Vec<&'a Naming>,
    /// The last state that was said to be stored.
    pub(super) acknowledged: Option<u64>,
    /// The backups that were said to be there.
    pub(super) backups: Vec<&'a str>,
}

/// The files after a power cut, by relative path.
#[derive(Debug, Hash)]
pub(super) struct Image {
    pub(super) folders: Vec<String>,
    pub(super) files: BTreeMap<String, Vec<u8>>,
}

/// Which operations lasted.
#[derive(Debug, Clone, Copy)]
pub(super) enum Lasting {
    /// All, whether synced or not.
    All,
    /// Only what was synced.
    Synced,
    /// Some, as chance has it.
    Some,
}

impl<'a> Disk<'a> {
    pub(super) fn new(recording: &'a Recording) -> Disk<'a> {
        let file = |bytes: &Vec<u8>| File { certain: bytes.clone(), since: Vec::new() };
        Disk {
            files: recording.files.iter().map(file).collect(),
            certain: recording.names.clone(),
            since: Vec::new(),
            acknowledged: None,
            backups: Vec::new(),
        }
    }

    pub(super) fn apply(&mut self, op: &'a Op) {
        match op {
            Op::Change(file, change) => self.files[*file].since.push(change),
            Op::Name(naming) => self.since.push(naming),
            Op::SyncFile(file) => {
                let file = &mut self.files[*file];
                for change in std::mem::take(&mut file.since) {
                    apply(&mut file.certain, change);
                }
            }
            Op::SyncFolder(folder) => {
                let (synced, rest) = self.since.iter().partition(|naming| parent(target(naming)) == folder);
                self.since = rest;
                let synced: Vec<&Naming> = synced;
                synced.iter().for_each(|naming| name(&mut self.certain, naming));
            }
            Op::Acknowledged(number) => self.acknowledged = Some(*number),
            Op::BackedUp(name) => self.backups.push(name),
        }
    }

    /// What the disk may hold if the power is cut now.
    pub(super) fn image(&self, lasting: Lasting, random: &mut Random) -> Image {
        let mut names = self.certain.clone();
        for naming in &self.since {
            let lasts = match lasting {
                Lasting::All => true,
                Lasting::Synced => false,
                Lasting::Some => random.chance(50),
            };
            if lasts {
                name(&mut names, naming);
            }
        }
        let reachable = |path: &str| {
            std::iter::successors(Some(parent(path)), |folder| (!folder.is_empty()).then(|| parent(folder)))
                .all(|folder| folder.is_empty() || names.get(folder) == Some(&Node::Folder))
        };
        let mut image = Image { folders: Vec::new(), files: BTreeMap::new() };
        for (path, node) in names.iter().filter(|(path, _)| reachable(path)) {
            match node {
                Node::Folder => image.folders.push(path.clone()),
                Node::File(file) => {
                    image.files.insert(path.clone(), self.files[*file].content(lasting, random));
                }
            }
        }
        image
    }
}

impl File<'_> {
    fn content(&self, lasting: Lasting, random: &mut Random) -> Vec<u8> {
        let mut bytes = self.certain.clone();
        match lasting {
            Lasting::Synced => {}
            Lasting::All => self.since.iter().for_each(|change| apply(&mut bytes, change)),
            Lasting::Some => self.some(&mut bytes, random),
        }
        bytes
    }

    fn some(&self, bytes: &mut Vec<u8>, random: &mut Random) {
        let sector = if random.chance(50) { 512 } else { 4096 };
        // All up to some moment, all from some moment on, or any of them with this chance.
        let (percent, moment) = (10 + 20 * random.below(5), random.below(self.since.len() + 1));
        let order = random.below(4);
        let mut longest = bytes.len();
        for (at, change) in self.since.iter().enumerate() {
            let percent = match order {
                0 if at < moment => 100,
                0 if at > moment => 0,
                1 if at < moment => 0,
                1 if at > moment => 100,
                _ => percent,
            };
            match change {
                Change::Cut { .. } if random.chance(percent) => apply(bytes, change),
                Change::Cut { length } => longest = longest.max(*length),
                Change::Write { at, bytes: new } => {
                    longest = longest.max(at + new.len());
                    let mut start = 0;
                    while start < new.len() {
                        let end = new.len().min(((at + start) / sector + 1) * sector - at);
                        if random.chance(percent) {
                            write(bytes, at + start, &new[start..end]);
                        }
                        start = end;
                    }
                }
            }
        }
        // A length that lasted although the content did not.
        if random.chance(25) && longest > bytes.len() {
            let filler = if random.chance(50) { 0 } else { random.next() };
            bytes.extend(
                (bytes.len()..longest)
                    .map(|at| filler.rotate_left(u32::try_from(at % 64).unwrap_or(0)).to_le_bytes()[0]),
            );
        }
    }
}

impl Image {
    pub(super) fn hash(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        Hash::hash(self, &mut hasher);
        hasher.finish()
    }
}

/// The name that a change is about; a move lasts with the folder that it goes to.
fn target(naming: &Naming) -> &str {
    match naming {
        Naming::Add { path, .. } | Naming::Remove { path } => path,
        Naming::Move { to, .. } => to,
    }
}

/// The folder of a path, empty for the recorded folder itself.
fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn name(names: &mut BTreeMap<String, Node>, naming: &Naming) {
    match naming {
        Naming::Add { path, node } => {
            names.insert(path.clone(), *node);
        }
        Naming::Move { from, to, node } => {
            // The file may have come and gone under that name since.
            if names.get(from) == Some(node) {
                names.remove(from);
            }
            names.insert(to.clone(), *node);
        }
        Naming::Remove { path } => {
            names.remove(path);
        }
    }
}

fn apply(bytes: &mut Vec<u8>, change: &Change) {
    match change {
        Change::Write { at, bytes: new } => write(bytes, *at, new),
        Change::Cut { length } => bytes.resize(*length, 0),
    }
}

fn write(bytes: &mut Vec<u8>, at: usize, new: &[u8]) {
    if bytes.len() < at + new.len() {
        bytes.resize(at + new.len(), 0);
    }
    bytes[at..at + new.len()].copy_from_slice(new);
}
