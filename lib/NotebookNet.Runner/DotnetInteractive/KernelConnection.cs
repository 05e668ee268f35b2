using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Connection;
using Microsoft.DotNet.Interactive.Events;
using NotebookNet.Runner.Commands;
using NotebookNet.Session;
using KernelCommand = Microsoft.DotNet.Interactive.Commands.KernelCommand;

namespace NotebookNet.Runner.DotnetInteractive;

/// <summary>
/// The kernel as a process: commands go to its standard input, events come from its standard output, as .NET
/// Interactive writes and reads them. What else it prints is this process's output. It does not end when its input
/// does, but keeps a processor busy with it: whoever opened the connection closes it, and a guard ends it with this process.
/// </summary>
internal sealed partial class KernelConnection : IDisposable
{
    /// <summary>How the line of an event begins.</summary>
    private static ReadOnlySpan<byte> EventStart => "{\"event\":"u8;

    /// <summary>How many bytes of an event that is too long are kept: behind what it shows stands of which command it is.</summary>
    private const int EventEnd = 1 << 20;

    /// <summary>How many characters of anything else a kernel may print before it is ready.</summary>
    private const int MostBeforeReady = 10_000;

    /// <summary>How long what a process has printed may take to come after it has ended.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    private readonly Process _process;
    private readonly Process? _guard = ProcessGroup.StartGuard();
    private readonly Task _end;
    private readonly LineReader _lines;
    private readonly KernelCommandAndEventSender _sender;
    private readonly Stream _output = Console.OpenStandardOutput();
    private Process? _host;

    private KernelConnection(Process process)
    {
        _process = process;
        _end = process.WaitForExitAsync();
        _lines = new LineReader(process.StandardOutput.BaseStream);
        _sender = KernelCommandAndEventSender.FromTextWriter(
            process.StandardInput,
            KernelHost.CreateHostUri(KernelTool.Name)
        );
    }

    /// <summary>The languages the kernel has, each with its names.</summary>
    public IReadOnlyList<KernelInfo> Languages { get; private set; } = [];

    /// <summary>The most resident memory that the kernel has held, in bytes; 0 where that cannot be told.</summary>
    public long PeakMemory
    {
        get
        {
            try
            {
                _host?.Refresh();
                return _host?.PeakWorkingSet64 ?? 0;
            }
            catch (InvalidOperationException)
            {
                return 0;
            }
        }
    }

    /// <summary>Starts the kernel and waits until it is ready.</summary>
    /// <param name="tool">The program.</param>
    /// <param name="directory">The cells' working directory.</param>
    /// <exception cref="KernelException">It cannot be started, ends, or is none.</exception>
    public static async Task<KernelConnection> OpenAsync(KernelTool tool, string directory)
    {
        ProcessStartInfo start = new(
            tool.Program,
            [.. tool.Arguments, "stdio", "--default-kernel", "csharp", "--working-dir", directory]
        )
        {
            WorkingDirectory = tool.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new UTF8Encoding(false),
            Environment =
            {
                ["DOTNET_NOLOGO"] = "1",
                ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
                ["DOTNET_INTERACTIVE_CLI_TELEMETRY_OPTOUT"] = "1",
                ["DOTNET_INTERACTIVE_SKIP_FIRST_TIME_EXPERIENCE"] = "1",
                // A notebook shows the same wherever it runs.
                ["LC_ALL"] = "C.UTF-8",
            },
        };
        KernelConnection connection;
        try
        {
            connection = new KernelConnection(Process.Start(start)!);
        }
        catch (Win32Exception exception)
        {
            throw new KernelException($"{tool.Program} cannot be started: {exception.Message}");
        }

        try
        {
            await connection.BecomeReadyAsync();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Sends a command.</summary>
    /// <exception cref="KernelEndedException">The kernel has ended.</exception>
    public async Task SendAsync(KernelCommand command)
    {
        try
        {
            await _sender.SendAsync(command, CancellationToken.None);
        }
        catch (IOException)
        {
            throw await EndedAsync();
        }
    }

    /// <summary>The next event.</summary>
    /// <exception cref="KernelEndedException">The kernel has ended.</exception>
    public async Task<KernelEvent> NextAsync()
    {
        while (await NextPartAsync() is var (printed, next))
        {
            await _output.WriteAsync(printed);

            if (next is not null)
            {
                return next;
            }
        }

        throw await EndedAsync();
    }

    /// <summary>Ends the kernel.</summary>
    public void Dispose()
    {
        // Before its input is closed: this process goes on.
        _guard?.Kill();
        _guard?.Dispose();
        ProcessGroup.Kill(_process);
        _host?.Dispose();
        _process.Dispose();
    }

    private async Task BecomeReadyAsync()
    {
        StringBuilder rest = new();
        while (await NextPartAsync() is var (printed, next))
        {
            rest.Append(Encoding.UTF8.GetString(printed.Span));
            if (next is KernelReady ready)
            {
                Languages = ready.KernelInfos;
                _host = HostOf(ready);
                return;
            }

            if (rest.Length > MostBeforeReady)
            {
                throw new KernelException(
                    $"{KernelTool.Name} does not speak its protocol but prints \"{KernelText.Short(rest.ToString())}\""
                );
            }
        }

        KernelEndedException ended = await EndedAsync();
        await _output.WriteAsync(Encoding.UTF8.GetBytes(rest.ToString()));
        throw new KernelException(
            Invariant(
                $"{KernelTool.Name} ended before it was ready, with exit code {ended.ExitCode}"
            )
        );
    }

    /// <summary>
    /// What the kernel prints next: text that somebody printed past it, and an event; null where it has ended. Text that is too
    /// long for a line comes in pieces; in place of an event that is, its command's failure.
    /// </summary>
    private async Task<(ReadOnlyMemory<byte> Printed, KernelEvent? Event)?> NextPartAsync()
    {
        if (await NextLineAsync() is not { } line)
        {
            return null;
        }

        if (line.IsWhole || line.Bytes.Length < LineReader.Longest)
        {
            return Read(line.Bytes);
        }

        int start = line.Bytes.Span.IndexOf(EventStart);
        if (start < 0)
        {
            return (line.Bytes, null);
        }

        await _output.WriteAsync(line.Bytes[..start]);
        byte[] end = [];
        while (!line.IsWhole)
        {
            end = line.Bytes[^Math.Min(EventEnd, line.Bytes.Length)..].ToArray();
            if (await NextLineAsync() is not { } next)
            {
                return null;
            }

            line = next;
        }

        return (default, TooLong(Encoding.UTF8.GetString([.. end, .. line.Bytes.Span])));
    }

    /// <summary>The next line that the kernel prints, or a piece of it; null where it has ended, whoever else still holds its output open.</summary>
    private async Task<LineReader.Line?> NextLineAsync()
    {
        Task<LineReader.Line?> line = _lines.NextAsync();
        if (await Task.WhenAny(line, _end) != line)
        {
            await Task.WhenAny(line, Task.Delay(s_patience));
        }

        return line.IsCompleted ? await line : null;
    }

    /// <summary>What a line holds: text that somebody printed past the kernel, and an event.</summary>
    private static (ReadOnlyMemory<byte> Printed, KernelEvent? Event) Read(
        ReadOnlyMemory<byte> line
    )
    {
        int next;
        for (int start = 0; (next = line.Span[start..].IndexOf(EventStart)) >= 0; start += next + 1)
        {
            try
            {
                using JsonDocument json = JsonDocument.Parse(line[(start + next)..]);
                return (line[..(start + next)], Read(json.RootElement));
            }
            catch (JsonException)
            {
                // What only looks like the start of an event.
            }
        }

        return ((byte[])[.. line.Span, (byte)'\n'], null);
    }

    /// <summary>What stands for an event of which no more than its end is known: what it shows fails the cell; what ends a command ends it.</summary>
    private static CommandFailed TooLong(string end)
    {
        SubmitCode command = new("");
        command.SetToken(
            LostEnd().Match(end) is { Success: true } ended ? ended.Groups["token"].Value : "lost"
        );
        return new CommandFailed(OutputLimit.ValueTooLong(), command);
    }

    /// <summary>An event; null where it is one of an extension, or one that only its own command can have: nobody waits for it.</summary>
    private static KernelEvent? Read(JsonElement json)
    {
        // Of the command no more than by which token it goes: not every one can be read back.
        SubmitCode command = new("");
        try
        {
            if (
                json.TryGetProperty("command", out JsonElement sent)
                && sent.ValueKind == JsonValueKind.Object
                && sent.GetProperty("token").GetString() is string token
            )
            {
                command.SetToken(token);
            }

            return KernelEventEnvelope.DeserializeWithCommand(json, command).Event;
        }
        catch (Exception)
        {
            return null;
        }
    }

    [GeneratedRegex(
        "\"eventType\":\"Command(Failed|Succeeded)\",\"command\":{\"token\":\"(?<token>[^\"]*)\"",
        RegexOptions.RightToLeft
    )]
    private static partial Regex LostEnd();

    private static Process? HostOf(KernelReady ready)
    {
        string host = ready.KernelInfos.FirstOrDefault()?.Uri.Host ?? "";
        try
        {
            return
                host.StartsWith("pid-", StringComparison.Ordinal)
                && int.TryParse(
                    host["pid-".Length..],
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out int process
                )
                ? Process.GetProcessById(process)
                : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private async Task<KernelEndedException> EndedAsync()
    {
        await _end;
        return new KernelEndedException(_process.ExitCode);
    }
}
