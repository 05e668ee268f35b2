using System.Diagnostics;
using NotebookNet.Runner.Commands;
using NotebookNet.Runner.Packages;

namespace NotebookNet.Runner.Classroom;

/// <summary>
/// Where one student's process runs: without a network, with one folder that it can write to, without what others have
/// handed in, and with limits that hold for it and all that it starts. Where the system cannot shut a process in, only
/// the limits hold. Whoever runs it as root runs a process that can read what root owns.
/// </summary>
internal sealed class Sandbox
{
    private readonly SandboxFolders _folders;
    private readonly SandboxLimits _limits;
    private readonly Isolation _isolation;
    private volatile string? _ended;

    private Sandbox(SandboxFolders folders, SandboxLimits limits, Isolation isolation)
    {
        _folders = folders;
        _limits = limits;
        _isolation = isolation;
    }

    /// <summary>What the process can reach although it should not: "the network", "other files". Empty where it is shut in.</summary>
    public IReadOnlyList<string> Missing => _isolation.Missing;

    /// <summary>Why the process was ended, or null: "its processes held more than 2048 MB of memory".</summary>
    public string? Ended => _ended;

    /// <summary>A sandbox for one process, as good as this system can make it.</summary>
    /// <param name="folders">The folders.</param>
    /// <param name="limits">What the process may take.</param>
    /// <param name="isolation">What the system can do; null for what this one can.</param>
    public static Sandbox Here(
        SandboxFolders folders,
        SandboxLimits limits,
        Isolation? isolation = null
    ) =>
        new(
            new SandboxFolders(RealPath.Of(folders.Scratch))
            {
                Hidden = [.. folders.Hidden.Select(RealPath.Of)],
                Readable = [.. folders.Readable.Select(RealPath.Of)],
            },
            limits,
            isolation ?? Isolation.Here
        );

    /// <summary>Puts a worker that is started into the sandbox.</summary>
    /// <param name="start">How it would be started.</param>
    /// <param name="pipeName">The file of its connection with the runner.</param>
    public void Wrap(ProcessStartInfo start, string pipeName)
    {
        SandboxEnvironment.Reduce(start.Environment, _folders.Scratch);
        if (_isolation.IsThere)
        {
            SandboxFolders folders = _folders with
            {
                Readable = [.. _folders.Readable, .. NeededByWorker().Append(pipeName)],
            };
            Isolation.Wrap(start, SandboxScript.Of(folders, _limits));
        }
    }

    /// <summary>Watches a process until it ends, and ends it where it takes too much.</summary>
    public void Watch(Process process)
    {
        if (!_isolation.IsThere)
        {
            process.StandardInput.Close();
        }

        ISandboxUse use = _isolation.IsThere
            ? new NamespaceUse(process.Id, _folders.Scratch)
            : new ProcessUse(process, _folders.Scratch);
        new SandboxWatch(_limits, use, reason => _ended = reason).Start(process);
    }

    private static IEnumerable<string> NeededByWorker() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Where(Path.IsPathRooted)
            .Append(Path.GetDirectoryName(DotnetHost.Path) ?? "")
            .Append(AppContext.BaseDirectory)
            .Append(SandboxEnvironment.Packages)
            .Append(SandboxEnvironment.Data)
            .Where(Directory.Exists)
            .Select(RealPath.Of);
}
