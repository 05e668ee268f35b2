using System.ComponentModel;
using System.Diagnostics;
using NotebookNet.Runner.Commands;

namespace NotebookNet.Runner.Classroom;

/// <summary>Whether this system can shut a process in, which is found by doing it once: namespaces of Linux, by the programs of util-linux.</summary>
/// <param name="Why">Why it cannot, or null where it can.</param>
internal sealed record Isolation(string? Why)
{
    private static readonly Lazy<Isolation> s_here = new(Try);

    /// <summary>What holds for this system.</summary>
    public static Isolation Here => s_here.Value;

    /// <summary>Whether a process can be shut in.</summary>
    public bool IsThere => Why is null;

    /// <summary>What a shut-in process cannot reach, and any other can, in words.</summary>
    public IReadOnlyList<string> Missing => IsThere ? [] : ["the network", "other files"];

    /// <summary>Makes a program that is started the first one in a session and in namespaces of its own.</summary>
    /// <param name="start">How it would be started.</param>
    /// <param name="script">What the shell does before; its arguments are the program and its arguments.</param>
    public static void Wrap(ProcessStartInfo start, string script)
    {
        string[] inner = [start.FileName, .. start.ArgumentList];
        start.FileName = "setsid";
        start.ArgumentList.Clear();
        string[] outer =
        [
            "unshare",
            "--user",
            "--map-root-user",
            "--net",
            "--mount",
            "--pid",
            "--ipc",
            "--uts",
            "--fork",
            "--kill-child",
            "sh",
            "-c",
            script,
            "sandbox",
        ];
        foreach (string argument in outer.Concat(inner))
        {
            start.ArgumentList.Add(argument);
        }
    }

    private static Isolation Try()
    {
        if (!OperatingSystem.IsLinux())
        {
            return new Isolation("it is there on Linux only");
        }

        DirectoryInfo scratch = Directory.CreateTempSubdirectory("notebooknet-");
        try
        {
            ProcessStartInfo start = new("true")
            {
                RedirectStandardInput = true,
                RedirectStandardError = true,
            };
            Wrap(
                start,
                SandboxScript.Of(
                    new SandboxFolders(RealPath.Of(scratch.FullName)),
                    new SandboxLimits()
                )
            );
            using Process process = Process.Start(start)!;
            string said = process.StandardError.ReadToEnd().Trim();
            process.WaitForExit();
            return new Isolation(
                process.ExitCode == 0 ? null
                : said.Length > 0 ? said.Split('\n')[0]
                : Invariant($"exit code {process.ExitCode}")
            );
        }
        catch (Win32Exception exception)
        {
            return new Isolation(exception.Message);
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }
}
