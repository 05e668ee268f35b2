using System.Net;
using System.Net.Sockets;
using NotebookNet.Runner.Classroom;
using NotebookNet.Runner.Commands;
using NotebookNet.Runner.Tests.Support;

namespace NotebookNet.Runner.Tests.Classroom;

/// <summary>What a student's cells can reach from inside, which is what a cell is given and nothing else.</summary>
public sealed class SandboxTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _assignments;
    private readonly string _submissions;

    public SandboxTests()
    {
        Needs.Isolation();
        _assignments = Directory.CreateDirectory(_folder["course/notebooks"]).FullName;
        _submissions = Directory.CreateDirectory(_folder["course/submissions"]).FullName;
        Directory.CreateDirectory(_folder["course/lib"]);
        File.WriteAllText(_folder["course/lib/values.txt"], "beside");
        File.WriteAllText(Path.Combine(_assignments, "data.txt"), "given");
        File.WriteAllText(Path.Combine(_assignments, "01.ipynb"), "the solution");
        File.WriteAllText(Path.Combine(_submissions, "other.ipynb"), "another's answer");
    }

    public void Dispose() => _folder.Dispose();

    private SandboxedCells Cells(SandboxLimits? limits = null) =>
        new(_assignments, limits, _assignments, _submissions);

    /// <summary>A cell that says what an action throws, or that it throws nothing.</summary>
    private static string Try(string action) =>
        $$"""
            try { {{action}}; Console.WriteLine("done"); }
            catch (Exception e) { Console.WriteLine(e.GetType().Name); }
            """;

    /// <summary>A cell that runs a command of the shell and says how it ended.</summary>
    internal static string Shell(string command) =>
        $$""""
            {
                var start = new System.Diagnostics.ProcessStartInfo("sh", ["-c", """{{command}}"""]) { RedirectStandardError = true, RedirectStandardOutput = true };
                using var process = System.Diagnostics.Process.Start(start);
                var error = process.StandardError.ReadToEndAsync();
                Console.WriteLine(process.StandardOutput.ReadToEnd() + await error);
                process.WaitForExit();
                Console.WriteLine($"ended with {process.ExitCode}");
            }
            """";

    [Fact]
    public async Task Nothing_is_missing_where_a_process_is_shut_in()
    {
        await using SandboxedCells cells = Cells();
        Assert.Empty(cells.Sandbox.Missing);
        Assert.Equal("7", await cells.SaidAsync("Console.WriteLine(3 + 4);"));
        Assert.Null(cells.Sandbox.Ended);
    }

    [Fact]
    public async Task The_host_cannot_be_reached_over_the_network()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        using (TcpClient outside = new())
        {
            await outside.ConnectAsync(
                IPAddress.Loopback,
                port,
                TestContext.Current.CancellationToken
            );
        }

        await using SandboxedCells cells = Cells();
        Assert.Equal(
            "SocketException",
            await cells.SaidAsync(Try($"""new System.Net.Sockets.TcpClient("127.0.0.1", {port})"""))
        );
    }

    [Fact]
    public async Task A_socket_in_a_file_of_the_host_cannot_be_reached()
    {
        using Socket listener = new(
            AddressFamily.Unix,
            SocketType.Stream,
            ProtocolType.Unspecified
        );
        string path = _folder["agent"];
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        await using SandboxedCells cells = Cells();
        Assert.Equal(
            "SocketException",
            await cells.SaidAsync(
                Try(
                    $"""new System.Net.Sockets.Socket(System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, 0).Connect(new System.Net.Sockets.UnixDomainSocketEndPoint("{path}"))"""
                )
            )
        );
    }

    [Fact]
    public async Task Hidden_files_are_there_under_no_name()
    {
        string link = _folder["course/lib/link"];
        File.CreateSymbolicLink(link, _submissions);
        await using SandboxedCells cells = Cells();
        foreach (
            string name in new[]
            {
                $"{_submissions}/other.ipynb",
                $"{link}/other.ipynb",
                $"../lib/link/other.ipynb",
                $"../submissions/other.ipynb",
                $"/proc/1/root{_submissions}/other.ipynb",
                $"/proc/self/root{_submissions}/other.ipynb",
                $"{_assignments}/01.ipynb",
                "01.ipynb",
            }
        )
        {
            string said = await cells.SaidAsync(Try($"""System.IO.File.ReadAllText("{name}")"""));
            Assert.True(said is not "done" and not "", $"{name}: {said}");
        }
    }

    [Fact]
    public async Task What_lies_in_and_beside_the_assignments_folder_can_be_read()
    {
        await using SandboxedCells cells = Cells();
        Assert.Equal(
            "given beside",
            await cells.SaidAsync(
                """Console.WriteLine(System.IO.File.ReadAllText("data.txt") + " " + System.IO.File.ReadAllText("../lib/values.txt"));"""
            )
        );
    }

    [Fact]
    public async Task Only_the_scratch_folder_can_be_written_to()
    {
        await using SandboxedCells cells = Cells();
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        foreach (
            string folder in new[]
            {
                home,
                "/tmp",
                "/var/tmp",
                "/dev",
                "/dev/shm",
                "/run",
                "/sys",
                _assignments,
                _submissions,
                "../lib",
                _folder["course/lib"],
                _folder.Path,
                AppContext.BaseDirectory,
            }
        )
        {
            string said = await cells.SaidAsync(
                Try($"""System.IO.File.WriteAllText("{folder}/written-by-a-cell", "")""")
            );
            Assert.True(
                said
                    is "IOException"
                        or "UnauthorizedAccessException"
                        or "DirectoryNotFoundException",
                $"{folder}: {said}"
            );
            Assert.False(File.Exists($"{folder}/written-by-a-cell"));
        }

        foreach (
            string path in new[]
            {
                "\"a.txt\"",
                "\"data.txt\"",
                "\"../b.txt\"",
                "System.IO.Path.GetTempFileName()",
                "Environment.GetEnvironmentVariable(\"HOME\") + \"/c\"",
            }
        )
        {
            Assert.Equal(
                "done",
                await cells.SaidAsync(Try($"""System.IO.File.WriteAllText({path}, "x")"""))
            );
        }

        Assert.Equal(
            "given",
            await File.ReadAllTextAsync(
                Path.Combine(_assignments, "data.txt"),
                TestContext.Current.CancellationToken
            )
        );
    }

    [Fact]
    public async Task The_kernels_switches_cannot_be_written_to()
    {
        await using SandboxedCells cells = Cells();
        Assert.Equal(
            "IOException",
            await cells.SaidAsync(
                Try("""System.IO.File.WriteAllText("/proc/sys/kernel/core_pattern", "x")""")
            )
        );
    }

    [Theory]
    [InlineData("umount -l /tmp")]
    [InlineData("umount -l /proc")]
    [InlineData("mount -o remount,rw /")]
    [InlineData("mount -t tmpfs none /mnt")]
    [InlineData("unshare --mount true")]
    [InlineData("unshare --user true")]
    [InlineData("unshare --user --map-root-user --mount --net true")]
    [InlineData("mknod disk b 254 0")]
    [InlineData("chroot . true")]
    [InlineData("nsenter --target 1 --mount true")]
    [InlineData("ls /dev/vda /dev/sda /dev/mem")]
    public async Task What_would_lead_outside_is_refused(string command)
    {
        await using SandboxedCells cells = Cells();
        string said = await cells.SaidAsync(Shell(command));
        Assert.Matches("ended with [1-9]", said);
        Assert.DoesNotContain("not found", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_environment_holds_no_secret()
    {
        Environment.SetEnvironmentVariable("CLASS_TOKEN", "secret-value");
        Environment.SetEnvironmentVariable("DOTNET_FEED_KEY", "secret-value");
        try
        {
            await using SandboxedCells cells = Cells();
            string said = await cells.SaidAsync(Shell("cat /proc/*/environ | tr '\\0' '\\n'; env"));
            Assert.Contains("HOME=", said, StringComparison.Ordinal);
            Assert.DoesNotContain("secret-value", said, StringComparison.Ordinal);
        }
        finally
        {
            Environment.SetEnvironmentVariable("CLASS_TOKEN", null);
            Environment.SetEnvironmentVariable("DOTNET_FEED_KEY", null);
        }
    }

    [Fact]
    public async Task The_processes_of_the_host_are_not_there()
    {
        await using SandboxedCells cells = Cells();
        string said = await cells.SaidAsync(
            """Console.WriteLine(System.Diagnostics.Process.GetProcesses().Max(process => process.Id));"""
        );
        Assert.InRange(int.Parse(said, System.Globalization.CultureInfo.InvariantCulture), 1, 50);
        Assert.Equal(
            "ArgumentException",
            await cells.SaidAsync(
                Try($"System.Diagnostics.Process.GetProcessById({Environment.ProcessId})")
            )
        );
    }

    [Fact]
    public async Task An_exit_code_is_passed_on()
    {
        await using SandboxedCells cells = Cells();
        ExecutedCell cell = await cells.ExecuteAsync("Environment.Exit(17);");
        Assert.False(cell.IsAlive);
        Assert.Contains("exit code 17", cell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_words_of_a_process_are_heard()
    {
        await using SandboxedCells cells = Cells();
        ExecutedCell cell = await cells.ExecuteAsync("int F(int n) => 1 + F(n + 1); F(0)");
        Assert.False(cell.IsAlive);
        Assert.Contains("signal 6: Stack overflow", cell.Error, StringComparison.Ordinal);
    }
}
