namespace NotebookNet.Runner.Classroom;

/// <summary>
/// What a shell does, as the first process in namespaces of its own, before it starts what shall run there: it makes a copy
/// of the file system's tree in which little can be written and some folders are empty, moves there, and gives up all rights.
/// </summary>
internal static class SandboxScript
{
    /// <summary>Folders of which nothing is left inside: they hold devices, sockets of services, and what other programs write.</summary>
    private static readonly string[] s_covered = ["/sys", "/dev", "/run", "/tmp", "/var/tmp"];

    private static readonly string[] s_devices = ["null", "zero", "full", "urandom"];

    /// <summary>
    /// The new tree is put together in /sys: that folder is on every Linux, and stays empty inside. Mounts that the loop
    /// finds gone lie below one that covers them.
    /// </summary>
    private const string Functions = """
        set -eu
        PATH=$PATH:/usr/sbin:/sbin
        new=/sys
        count() { old=0; while read -r _; do old=$((old + 1)); done </proc/self/mountinfo; }
        lock() {
            line=0
            while read -r _ _ _ _ point options _; do
                line=$((line + 1))
                [ $line -gt $old ] || continue
                case $point in *\\*) point=$(printf "$(echo "$point" | sed 's/%/%%/g')") ;; esac
                case $point in
                "$new$scratch" | "$new"/dev/null | "$new"/dev/zero | "$new"/dev/full | "$new"/dev/urandom) continue ;;
                "$new"/proc | "$new"/proc/* | "$new"/sys/*) continue ;;
                esac
                [ -e "$point" ] || continue
                case $options in *noexec*) more=,noexec ;; *) more= ;; esac
                mount -o "remount,bind,ro,nosuid,nodev$more" "$point" 2>/dev/null || ! mountpoint -q "$point"
            done </proc/self/mountinfo
        }
        cover() {
            [ -d "$new$1" ] || return 0
            mount -t tmpfs -o size=1m,mode=755,nosuid,nodev none "$new$1"
        }
        hide() {
            if [ -d "$new$1" ]; then cover "$1"; elif [ -e "$new$1" ]; then mount --bind /dev/null "$new$1"; fi
        }
        keep() {
            [ -e "$1" ] && [ ! -e "$new$1" ] || return 0
            if [ -d "$1" ]; then mkdir -p "$new$1"; else mkdir -p "$new${1%/*}"; : >"$new$1"; fi
            mount --rbind "$1" "$new$1"
        }
        device() { : >"$new/dev/$1"; mount --bind "/dev/$1" "$new/dev/$1"; }
        scratch() {
            scratch=$1
            mkdir -p "$new$1"
            mount -t tmpfs -o "$2,mode=700,nosuid,nodev" none "$new$1"
            cp -RP "$1/." "$new$1/"
        }
        count
        mount --rbind / $new

        """;

    /// <summary>Devices stay writable on a file system that is not. The first process waits for the one that counts, and ends it when the runner has ended.</summary>
    private const string End = """
        echo 0 >$new/proc/sys/user/max_user_namespaces
        echo 1000 >$new/proc/self/oom_score_adj
        mount -o remount,bind,ro,nosuid,nodev,noexec $new/proc
        cd $new
        pivot_root . .
        umount -l .
        cd /
        exec setpriv --no-new-privs --bounding-set=-all --inh-caps=-all --ambient-caps=-all sh -c '
            exec 3<&0
            "$@" 3<&- &
            worker=$!
            (read -r _ <&3; kill -9 $worker) &
            exec 3<&-
            wait $worker' sandbox "$@"
        """;

    /// <summary>The script for a sandbox; its arguments are what shall run inside.</summary>
    /// <param name="folders">The folders, without links.</param>
    /// <param name="limits">What may be taken.</param>
    public static string Of(SandboxFolders folders, SandboxLimits limits)
    {
        IEnumerable<(string Path, string Command)> steps = s_covered
            .Select(path => (path, "cover"))
            .Concat(folders.Readable.Select(path => (path, "keep")))
            .Concat(folders.Hidden.Select(path => (path, "hide")))
            .Distinct()
            // What lies in another folder comes after it.
            .OrderBy(step => step.Item1.Count(character => character == '/'));
        return string.Join(
            '\n',
            [
                Functions,
                .. steps.Select(step => $"{step.Command} {Quoted(step.Path)}"),
                .. s_devices.Select(name => $"device {name}"),
                "ln -s urandom $new/dev/random; ln -s /proc/self/fd $new/dev/fd",
                Invariant(
                    $"scratch {Quoted(folders.Scratch)} size={limits.ScratchBytes},nr_inodes={limits.ScratchFiles}"
                ),
                "lock",
                Invariant($"ulimit -c 0; ulimit -f {limits.ScratchBytes / 512}"),
                Invariant(
                    $"ulimit -u {ProcessIds(limits)} 2>/dev/null || ulimit -p {ProcessIds(limits)} 2>/dev/null || :"
                ),
                "ulimit -n 4096 2>/dev/null || :",
                "mount -t proc -o nosuid,nodev,noexec none $new/proc",
                .. HasOwnProcessLimit
                    ? [Invariant($"echo {ProcessIds(limits)} >$new/proc/sys/kernel/pid_max")]
                    : Array.Empty<string>(),
                End,
            ]
        );
    }

    /// <summary>Whether the limit on process numbers is one of the namespace's; in older systems it is the machine's, and must stay as it is.</summary>
    private static bool HasOwnProcessLimit => Environment.OSVersion.Version >= new Version(6, 14);

    /// <summary>How many numbers processes and threads have: more than they may have, so that it is seen when they have too many; the system wants 301 at least.</summary>
    private static int ProcessIds(SandboxLimits limits) => Math.Max(limits.Threads + 200, 400);

    private static string Quoted(string path) =>
        $"'{path.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
