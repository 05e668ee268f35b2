using System.Diagnostics;
using NotebookNet.Runner.Classroom;
using NotebookNet.Runner.Commands;
using NotebookNet.Runner.Tests.Support;

namespace NotebookNet.Runner.Tests.Classroom;

/// <summary>What a student's cells take or start ends with them, and where it is too much before.</summary>
public sealed class SandboxEndTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SandboxEndTests() => Needs.Isolation();

    public void Dispose() => _folder.Dispose();

    private SandboxedCells Cells(SandboxLimits? limits = null) => new(_folder.Path, limits);

    /// <summary>Waits until no process of this machine has a word in its command line.</summary>
    private static async Task NobodyRunsAsync(string word)
    {
        long start = Stopwatch.GetTimestamp();
        while (Running(word) is { Length: > 0 } running)
        {
            Assert.True(
                Stopwatch.GetElapsedTime(start) < TimeSpan.FromMinutes(5),
                $"still running: {running}"
            );
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    private static string Running(string word) =>
        string.Join(
            ' ',
            Directory
                .EnumerateDirectories("/proc")
                .Where(folder => char.IsAsciiDigit(Path.GetFileName(folder)[0]))
                .Where(folder => CommandLine(folder).Contains(word, StringComparison.Ordinal))
        );

    private static string CommandLine(string folder)
    {
        try
        {
            return File.ReadAllText($"{folder}/cmdline");
        }
        catch (IOException)
        {
            return "";
        }
    }

    /// <summary>A number of seconds for `sleep` that no other process has.</summary>
    private static string Marker() =>
        $"{Random.Shared.Next(100_000, 999_999)}.{Random.Shared.Next(100_000, 999_999)}";

    [Theory]
    [InlineData("sleep {0} &")]
    [InlineData("setsid sleep {0} >/dev/null 2>&1 </dev/null &")]
    [InlineData("setsid sh -c 'trap \"\" TERM HUP; sleep {0}; sleep {0}' >/dev/null 2>&1 &")]
    public async Task What_a_cell_has_started_ends_with_its_process(string command)
    {
        string marker = Marker();
        string start = command
            .Replace("{0}", marker, StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal);
        await using (SandboxedCells cells = Cells())
        {
            await cells.ExecuteAsync(
                $"""System.Diagnostics.Process.Start("sh", ["-c", "{start}"]).WaitForExit();"""
            );
            await cells.ExecuteAsync("System.Threading.Thread.Sleep(100);");
            Assert.NotEmpty(Running(marker));
        }

        await NobodyRunsAsync(marker);
    }

    [Theory]
    [InlineData("kill -9 -1")]
    [InlineData("kill -9 $PPID")]
    [InlineData("kill -TERM 1; kill -9 1; kill -9 $PPID")]
    public async Task A_cell_that_kills_what_it_can_ends_its_own_process_only(string command)
    {
        string marker = Marker();
        using Process bystander = Process.Start("sleep", marker);
        try
        {
            await using SandboxedCells cells = Cells();
            ExecutedCell cell = await cells.ExecuteAsync(SandboxTests.Shell(command));
            Assert.False(cell.IsAlive);
            Assert.Contains("signal 9", cell.Error, StringComparison.Ordinal);
            Assert.False(bystander.HasExited);
        }
        finally
        {
            bystander.Kill();
        }
    }

    [Fact]
    public async Task A_cell_that_runs_too_long_is_ended_with_all_it_started()
    {
        string marker = Marker();
        using CancellationTokenSource stop = new();
        SandboxedCells cells = Cells();
        Task<ExecutedCell> cell = cells.ExecuteAsync(
            SandboxTests.Shell($"setsid sleep {marker} & sleep {marker}"),
            stop.Token
        );
        while (Running(marker).Length == 0)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        await stop.CancelAsync();
        Assert.False((await cell).IsAlive);
        await cells.DisposeAsync();
        await NobodyRunsAsync(marker);
    }

    [Theory]
    [InlineData(
        """System.Diagnostics.Process.Start("sh", ["-c", "f() { f | f & }; f"]).WaitForExit(); System.Threading.Thread.Sleep(-1);"""
    )]
    [InlineData(
        """while (true) { try { System.Diagnostics.Process.Start("sleep", "MARKER"); } catch { } }"""
    )]
    public async Task A_process_that_starts_too_many_is_ended(string source)
    {
        string marker = Marker();
        await using SandboxedCells cells = Cells();
        ExecutedCell cell = await cells.ExecuteAsync(
            source.Replace("MARKER", marker, StringComparison.Ordinal)
        );
        Assert.False(cell.IsAlive);
        Assert.Equal("it started more than 64 processes", cells.Sandbox.Ended);
        Assert.Contains(cells.Sandbox.Ended!, cell.Error, StringComparison.Ordinal);
        await NobodyRunsAsync(marker);
    }

    [Fact]
    public async Task A_process_with_too_many_threads_is_ended()
    {
        await using SandboxedCells cells = Cells(new SandboxLimits { Threads = 200 });
        ExecutedCell cell = await cells.ExecuteAsync(
            "while (true) { try { new System.Threading.Thread(() => System.Threading.Thread.Sleep(-1), 65536).Start(); } catch (Exception) { } }"
        );
        Assert.False(cell.IsAlive);
        Assert.Equal("its processes had more than 200 threads", cells.Sandbox.Ended);
    }

    [Theory]
    [InlineData(
        "while (true) { unsafe_fill(); } void unsafe_fill() { var p = System.Runtime.InteropServices.Marshal.AllocHGlobal(1 << 20); for (int i = 0; i < 1 << 20; i += 4096) System.Runtime.InteropServices.Marshal.WriteByte(p, i, 1); }"
    )]
    [InlineData(
        """System.Diagnostics.Process.Start("sh", ["-c", "x=0123456789abcdef; while :; do x=$x$x; done"]).WaitForExit(); System.Threading.Thread.Sleep(-1);"""
    )]
    [InlineData(
        """int i = 0; while (true) { System.IO.File.WriteAllBytes($"{i++}", new byte[1 << 20]); }"""
    )]
    public async Task Processes_that_hold_too_much_memory_are_ended(string source)
    {
        await using SandboxedCells cells = Cells(new SandboxLimits { Memory = 600L << 20 });
        ExecutedCell cell = await cells.ExecuteAsync(source);
        Assert.False(cell.IsAlive);
        Assert.Equal("its processes held more than 600 MB of memory", cells.Sandbox.Ended);
        Assert.Contains(cells.Sandbox.Ended!, cell.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        """int i = 0; while (true) { System.IO.File.WriteAllBytes($"{i++}", new byte[1 << 20]); }"""
    )]
    [InlineData("""int i = 0; while (true) { System.IO.Directory.CreateDirectory($"{i++}"); }""")]
    [InlineData(
        """while (true) { var f = System.IO.File.Create("a"); files.Add(f); System.IO.File.Delete("a"); f.Write(new byte[1 << 20]); f.Flush(); }"""
    )]
    public async Task The_scratch_folder_has_an_end(string source)
    {
        await using SandboxedCells cells = Cells(
            new SandboxLimits { ScratchBytes = 100L << 20, ScratchFiles = 2000 }
        );
        await cells.ExecuteAsync("var files = new List<System.IO.FileStream>();");
        ExecutedCell cell = await cells.ExecuteAsync(source);
        Assert.True(cell.IsAlive);
        Assert.Contains("No space left on device", cell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_may_not_be_larger_than_the_scratch_folder()
    {
        await using SandboxedCells cells = Cells(new SandboxLimits { ScratchBytes = 100L << 20 });
        ExecutedCell cell = await cells.ExecuteAsync(
            """using (var f = System.IO.File.Create("a")) f.SetLength(1L << 40);"""
        );
        Assert.False(cell.IsAlive);
        Assert.Contains("signal 25", cell.Error, StringComparison.Ordinal);
    }
}
