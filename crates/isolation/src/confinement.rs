//! What a worker gives up before it reads a foreign byte.
//!
//! Where the kernel offers none of it, work goes on: the worker says what holds, and callers can tell.

use crate::{Limits, Reach};
use serde::{Deserialize, Serialize};

/// What the kernel holds a worker to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confinement {
    /// Memory, processor time, no core file, no byte into any file.
    pub limits: bool,
    /// No system call but for memory and for reading and writing what is open (seccomp): no connection, no program
    /// started, no file opened.
    pub system_calls: bool,
    /// No file and no port at all (Landlock).
    pub files: bool,
}

impl Confinement {
    /// Confines this process, as far as the kernel can.
    pub(crate) fn take_on(limits: &Limits) -> Self {
        let limits = limit(limits);
        // In this order: the filter of system calls would refuse the others.
        let files = close_files();
        let system_calls = refuse_system_calls();
        Confinement { limits, system_calls, files }
    }

    pub(crate) fn as_byte(self) -> u8 {
        u8::from(self.limits) | u8::from(self.system_calls) << 1 | u8::from(self.files) << 2
    }

    pub(crate) fn from_byte(byte: u8) -> Self {
        Confinement { limits: byte & 1 != 0, system_calls: byte & 2 != 0, files: byte & 4 != 0 }
    }
}

/// Confines this process as far as the kernel can, before it becomes a program of others.
pub(crate) fn confine_tool(reach: &Reach, limits: &Limits) {
    let file_bytes = if reach.writable.is_empty() { 0 } else { limits.answer_bytes };
    let _ = (limit_to(limits, file_bytes), narrow_files(reach), refuse_calls_to_tool(reach));
}

fn limit(limits: &Limits) -> bool {
    limit_to(limits, 0)
}

#[cfg(unix)]
fn limit_to(limits: &Limits, file_bytes: u64) -> bool {
    use rustix::process::{Resource, Rlimit, setrlimit};
    /// The program itself, its libraries and its stack.
    const PROGRAM_BYTES: u64 = 512 << 20;
    let none = [(Resource::Core, 0), (Resource::Fsize, file_bytes)];
    let memory = [
        (Resource::Data, limits.memory_bytes),
        (Resource::As, limits.memory_bytes.saturating_add(PROGRAM_BYTES)),
    ];
    let set = |(resource, most): (Resource, u64)| {
        setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) }).is_ok()
    };
    let set: Vec<bool> = none.into_iter().chain(memory).map(set).collect();
    allow_processor(limits) && set.into_iter().all(|is_set| is_set)
}

#[cfg(not(unix))]
fn limit_to(_: &Limits, _: u64) -> bool {
    false
}

/// From now on the process may take as much processor time as one request may.
#[cfg(unix)]
pub(crate) fn allow_processor(limits: &Limits) -> bool {
    use rustix::process::{Resource, Rlimit, setrlimit};
    use rustix::time::{ClockId, clock_gettime};
    let used = u64::try_from(clock_gettime(ClockId::ProcessCPUTime).tv_sec).unwrap_or(0);
    let most = used + limits.processor.as_secs().max(1) + 1;
    setrlimit(Resource::Cpu, Rlimit { current: Some(most), maximum: None }).is_ok()
}

#[cfg(not(unix))]
pub(crate) fn allow_processor(_: &Limits) -> bool {
    false
}

#[cfg(target_os = "linux")]
fn close_files() -> bool {
    use landlock::{ABI, Access as _, AccessFs, AccessNet, Ruleset, RulesetAttr as _, RulesetStatus};
    let closed = Ruleset::default()
        .handle_access(AccessFs::from_all(ABI::V5))
        .and_then(|rules| rules.handle_access(AccessNet::from_all(ABI::V5)))
        .and_then(Ruleset::create)
        .and_then(landlock::RulesetCreated::restrict_self);
    closed.is_ok_and(|status| status.ruleset != RulesetStatus::NotEnforced)
}

#[cfg(not(target_os = "linux"))]
fn close_files() -> bool {
    false
}

/// Leaves the files and the port that a tool may reach.
#[cfg(target_os = "linux")]
fn narrow_files(reach: &Reach) -> bool {
    use landlock::{
        ABI, Access as _, AccessFs, AccessNet, NetPort, Ruleset, RulesetAttr as _, RulesetCreatedAttr as _,
        RulesetStatus, path_beneath_rules,
    };
    let abi = ABI::V5;
    let ports =
        reach.port.map(|port| Ok::<_, landlock::RulesetError>(NetPort::new(port, AccessNet::ConnectTcp)));
    let narrowed = Ruleset::default()
        .handle_access(AccessFs::from_all(abi))
        .and_then(|rules| rules.handle_access(AccessNet::from_all(abi)))
        .and_then(Ruleset::create)
        .and_then(|rules| rules.add_rules(path_beneath_rules(&reach.readable, AccessFs::from_read(abi))))
        .and_then(|rules| rules.add_rules(path_beneath_rules(&reach.writable, AccessFs::from_all(abi))))
        .and_then(|rules| rules.add_rules(ports))
        .and_then(landlock::RulesetCreated::restrict_self);
    narrowed.is_ok_and(|status| status.ruleset != RulesetStatus::NotEnforced)
}

#[cfg(not(target_os = "linux"))]
fn narrow_files(_: &Reach) -> bool {
    false
}

#[cfg(all(
    target_os = "linux",
    any(target_arch = "x86_64", target_arch = "aarch64", target_arch = "riscv64")
))]
fn refuse_calls_to_tool(reach: &Reach) -> bool {
    let filter = system_calls::filter_of_tool(reach.port.is_some());
    filter.and_then(|filter| seccompiler::apply_filter(&filter).ok()).is_some()
}

#[cfg(not(all(
    target_os = "linux",
    any(target_arch = "x86_64", target_arch = "aarch64", target_arch = "riscv64")
)))]
fn refuse_calls_to_tool(_: &Reach) -> bool {
    false
}

#[cfg(all(
    target_os = "linux",
    any(target_arch = "x86_64", target_arch = "aarch64", target_arch = "riscv64")
))]
fn refuse_system_calls() -> bool {
    system_calls::filter().and_then(|filter| seccompiler::apply_filter_all_threads(&filter).ok()).is_some()
}

#[cfg(not(all(
    target_os = "linux",
    any(target_arch = "x86_64", target_arch = "aarch64", target_arch = "riscv64")
)))]
fn refuse_system_calls() -> bool {
    false
}

#[cfg(all(
    target_os = "linux",
    any(target_arch = "x86_64", target_arch = "aarch64", target_arch = "riscv64")
))]
mod system_calls {
    use seccompiler::{
        BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter,
        SeccompRule,
    };
    use std::collections::BTreeMap;

    /// Allowed whatever is asked: memory, time, what is open already, the end.
    const ALLOWED: &[libc::c_long] = &[
        libc::SYS_read,
        libc::SYS_readv,
        libc::SYS_write,
        libc::SYS_writev,
        libc::SYS_lseek,
        libc::SYS_close,
        libc::SYS_fstat,
        libc::SYS_munmap,
        libc::SYS_mremap,
        libc::SYS_madvise,
        libc::SYS_brk,
        libc::SYS_futex,
        libc::SYS_rt_sigaction,
        libc::SYS_rt_sigprocmask,
        libc::SYS_rt_sigreturn,
        libc::SYS_sigaltstack,
        libc::SYS_sched_yield,
        libc::SYS_sched_getaffinity,
        libc::SYS_getpid,
        libc::SYS_gettid,
        libc::SYS_clock_gettime,
        libc::SYS_clock_nanosleep,
        libc::SYS_restart_syscall,
        libc::SYS_getrandom,
        libc::SYS_getrusage,
        libc::SYS_exit,
        libc::SYS_exit_group,
    ];

    /// Lets through what is allowed; everything else fails as not permitted, and the program goes on.
    pub(super) fn filter() -> Option<BpfProgram> {
        let mut rules: BTreeMap<i64, Vec<SeccompRule>> =
            ALLOWED.iter().map(|call| (*call, Vec::new())).collect();
        // No memory that holds a program.
        let executable = libc::PROT_EXEC.unsigned_abs().into();
        for call in [libc::SYS_mmap, libc::SYS_mprotect] {
            rules.insert(call, vec![only_if(2, SeccompCmpOp::MaskedEq(executable), 0)?]);
        }
        // Its own end and its own limits, nobody else's.
        let own = std::process::id().into();
        rules.insert(libc::SYS_tgkill, vec![only_if(0, SeccompCmpOp::Eq, own)?]);
        rules.insert(libc::SYS_prlimit64, vec![only_if(0, SeccompCmpOp::Eq, 0)?]);
        let refused = SeccompAction::Errno(libc::EPERM.unsigned_abs());
        let arch = std::env::consts::ARCH.try_into().ok()?;
        SeccompFilter::new(rules, refused, SeccompAction::Allow, arch).ok()?.try_into().ok()
    }

    fn only_if(argument: u8, compared: SeccompCmpOp, with: u64) -> Option<SeccompRule> {
        let condition = SeccompCondition::new(argument, SeccompCmpArgLen::Dword, compared, with).ok()?;
        SeccompRule::new(vec![condition]).ok()
    }

    /// What no tool needs: other processes, the kernel's insides, other ways to the network.
    const REFUSED_TO_TOOL: &[libc::c_long] = &[
        libc::SYS_ptrace,
        libc::SYS_process_vm_readv,
        libc::SYS_process_vm_writev,
        libc::SYS_io_uring_setup,
        libc::SYS_bpf,
        libc::SYS_perf_event_open,
        libc::SYS_userfaultfd,
        libc::SYS_keyctl,
        libc::SYS_add_key,
        libc::SYS_request_key,
        libc::SYS_mount,
        libc::SYS_umount2,
        libc::SYS_pivot_root,
        libc::SYS_chroot,
        libc::SYS_unshare,
        libc::SYS_setns,
        libc::SYS_open_by_handle_at,
        libc::SYS_init_module,
        libc::SYS_finit_module,
        libc::SYS_kexec_load,
        libc::SYS_reboot,
    ];

    /// Refuses to a tool what no tool needs, and sockets: all of them, or all but those of TCP, whose port Landlock holds.
    pub(super) fn filter_of_tool(may_connect: bool) -> Option<BpfProgram> {
        let mut rules: BTreeMap<i64, Vec<SeccompRule>> =
            REFUSED_TO_TOOL.iter().map(|call| (*call, Vec::new())).collect();
        rules.insert(libc::SYS_socket, if may_connect { not_tcp()? } else { Vec::new() });
        let refused = SeccompAction::Errno(libc::EACCES.unsigned_abs());
        let arch = std::env::consts::ARCH.try_into().ok()?;
        SeccompFilter::new(rules, SeccompAction::Allow, refused, arch).ok()?.try_into().ok()
    }

    /// Sockets of another family than the internet's, or of another kind than streams.
    fn not_tcp() -> Option<Vec<SeccompRule>> {
        const KINDS: u64 = 0xf;
        let is_not = |argument, value: libc::c_int| {
            SeccompCondition::new(
                argument,
                SeccompCmpArgLen::Dword,
                SeccompCmpOp::Ne,
                value.unsigned_abs().into(),
            )
            .ok()
        };
        let other_family =
            SeccompRule::new(vec![is_not(0, libc::AF_INET)?, is_not(0, libc::AF_INET6)?]).ok()?;
        let mut rules = vec![other_family];
        for kind in [libc::SOCK_DGRAM, libc::SOCK_RAW, libc::SOCK_SEQPACKET] {
            rules.push(only_if(1, SeccompCmpOp::MaskedEq(KINDS), kind.unsigned_abs().into())?);
        }
        Some(rules)
    }
}
