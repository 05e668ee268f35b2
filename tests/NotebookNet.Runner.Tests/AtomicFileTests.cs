using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using NotebookNet.Runner.Notebooks;
using NotebookNet.Runner.Tests.Support;

namespace NotebookNet.Runner.Tests;

public sealed class AtomicFileTests : IDisposable
{
    private const UnixFileMode OnlyOwner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly TemporaryFolder _folder = new();

    private static bool IsUnix => !OperatingSystem.IsWindows();

    private static bool IsRoot => Environment.UserName == "root";

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_new_file_has_the_content_and_the_mode_that_every_new_file_has()
    {
        File.WriteAllText(At("usual"), "");

        Write(At("new"), "content");

        Assert.Equal("content", File.ReadAllText(At("new")));
        Assert.Equal(2, Directory.GetFileSystemEntries(_folder.Path).Length);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(File.GetUnixFileMode(At("usual")), File.GetUnixFileMode(At("new")));
        }
    }

    [Theory]
    [InlineData(0b110_000_000)]
    [InlineData(0b110_110_110)]
    [InlineData(0b111_101_001)]
    [InlineData(0b010_000_000)]
    public void The_mode_of_a_file_stays(int mode)
    {
        Assert.SkipUnless(IsUnix, "a mode is a matter of Unix");
        File.WriteAllText(At("file"), "old, and longer");
        SetMode("file", (UnixFileMode)mode);

        Write(At("file"), "new");

        Assert.Equal((UnixFileMode)mode, Mode("file"));
        SetMode("file", OnlyOwner);
        Assert.Equal("new", File.ReadAllText(At("file")));
    }

    [Fact]
    public void The_owner_and_the_group_of_a_file_stay_where_root_writes()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && IsRoot, "only root gives files away");
        File.WriteAllText(At("file"), "old");
        SetMode("file", UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        Run("chown", "12345:23456", At("file"));

        Write(At("file"), "new");

        Assert.Equal("12345:23456 640", Run("stat", "-c", "%u:%g %a", At("file")));
        Assert.Equal("new", File.ReadAllText(At("file")));
    }

    [Theory]
    [InlineData("link -> target", "link", "target")]
    [InlineData("link -> @/target", "link", "target")]
    [InlineData("link -> inner/target", "link", "inner/target")]
    [InlineData("link -> second, second -> third, third -> inner/target", "link", "inner/target")]
    [InlineData("inner/link -> ../target", "inner/link", "target")]
    [InlineData("inner/link -> ../target, way -> inner/deep/..", "way/link", "target")]
    [InlineData("deep -> inner/deep, deep/link -> ../target", "deep/link", "inner/target")]
    [InlineData("deep -> inner/deep, link -> deep/../target", "link", "inner/target")]
    [InlineData("link -> ./inner//./target", "link", "inner/target")]
    public void A_link_stays_a_link_and_its_target_gets_the_content(
        string links,
        string path,
        string target
    )
    {
        Assert.SkipUnless(IsUnix, "on Windows links need a privilege");
        Directory.CreateDirectory(At("inner/deep"));
        foreach (string[] link in links.Split(", ").Select(link => link.Split(" -> ")))
        {
            File.CreateSymbolicLink(
                At(link[0]),
                link[1].Replace("@", _folder.Path, StringComparison.Ordinal)
            );
        }

        // Twice: the link dangles at first.
        Write(At(path), "first");
        Assert.Equal("first", File.ReadAllText(At(target)));
        SetMode(target, OnlyOwner);
        Write(At(path), "second");

        Assert.Equal("second", File.ReadAllText(At(target)));
        Assert.Equal(OnlyOwner, Mode(target));
        Assert.Null(new FileInfo(At(target)).LinkTarget);
        Assert.All(
            links.Split(", "),
            link => Assert.NotNull(new FileInfo(At(link.Split(" -> ")[0])).LinkTarget)
        );
        Assert.DoesNotContain(
            Files(),
            name => name.Contains(".notebooknet", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("a -> a")]
    [InlineData("a -> b, b -> c, c -> a")]
    [InlineData("a -> a/b")]
    public void Links_that_go_round_in_a_circle_are_refused(string links)
    {
        Assert.SkipUnless(IsUnix, "on Windows links need a privilege");
        foreach (string[] link in links.Split(", ").Select(link => link.Split(" -> ")))
        {
            File.CreateSymbolicLink(At(link[0]), link[1]);
        }

        Assert.Throws<IOException>(() => Write(At("a"), "lost"));
        IOException refusal = Assert.Throws<IOException>(() => AtomicFile.CheckWritable(At("a")));

        Assert.Contains("circle", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(links.Split(", ").Length, Directory.GetFileSystemEntries(_folder.Path).Length);
    }

    [Fact]
    public void Writing_replaces_the_content_and_makes_the_folder_behind_a_link_too()
    {
        Assert.SkipUnless(IsUnix, "on Windows links need a privilege");
        File.CreateSymbolicLink(At("link"), "new/target");

        Write(At("link"), "one");
        Write(At("new/target"), "two");
        Write(At("other/new/file"), "three");

        Assert.Equal("two", File.ReadAllText(At("link")));
        Assert.Single(Directory.EnumerateFileSystemEntries(At("new")));
        Assert.Single(Directory.EnumerateFileSystemEntries(At("other/new")));
    }

    [Fact]
    public void A_folder_is_refused_and_stays()
    {
        Directory.CreateDirectory(At("taken/inside"));

        foreach (string path in new[] { "taken", "taken/", "taken/inside", "new/" })
        {
            Assert.Throws<IOException>(() => Write(At(path), "lost"));
            IOException refusal = Assert.Throws<IOException>(() =>
                AtomicFile.CheckWritable(At(path))
            );
            Assert.Contains("folder", refusal.Message, StringComparison.Ordinal);
        }

        Assert.Equal([At("taken")], Directory.GetFileSystemEntries(_folder.Path));
        Assert.True(Directory.Exists(At("taken/inside")));
    }

    [Fact]
    public void A_read_only_file_is_refused_and_stays()
    {
        Assert.SkipUnless(IsUnix, "on Windows the move refuses it");
        File.WriteAllText(At("file"), "old");
        SetMode("file", UnixFileMode.UserRead | UnixFileMode.GroupRead);

        Assert.Throws<IOException>(() => Write(At("file"), "lost"));
        IOException refusal = Assert.Throws<IOException>(() =>
            AtomicFile.CheckWritable(At("file"))
        );

        Assert.Contains("read-only", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("old", File.ReadAllText(At("file")));
        Assert.Equal(["file"], Files());
    }

    [Fact]
    public void A_read_only_folder_is_refused()
    {
        Assert.SkipUnless(IsUnix && !IsRoot, "root may write everywhere");
        Directory.CreateDirectory(At("closed"));
        File.WriteAllText(At("closed/file"), "old");
        SetMode("closed", UnixFileMode.UserRead | UnixFileMode.UserExecute);

        Assert.Throws<UnauthorizedAccessException>(() => Write(At("closed/file"), "lost"));
        Assert.Throws<UnauthorizedAccessException>(() => Write(At("closed/new"), "lost"));
        Assert.Throws<UnauthorizedAccessException>(() =>
            AtomicFile.CheckWritable(At("closed/new"))
        );

        SetMode(
            "closed",
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        );
        Assert.Equal("old", File.ReadAllText(At("closed/file")));
        Assert.Equal(["closed/file"], Files());
    }

    [Fact]
    public void A_name_may_be_as_long_as_a_name_can_be_and_no_longer()
    {
        string longest = new('n', 255);

        Write(At(longest), "content");

        Assert.Equal("content", File.ReadAllText(At(longest)));
        Assert.ThrowsAny<IOException>(() => Write(At(longest + "n"), "lost"));
        Assert.Equal([longest], Files());
    }

    [Theory]
    [InlineData("user.comment")]
    [InlineData("user.empty", "")]
    [InlineData("user.a", "1", "user.b", "two\nlines")]
    public void Extended_attributes_stay(string name, string value = "said", params string[] more)
    {
        WriteOld("file");
        string[] all = [name, value, .. more];
        foreach (string[] one in all.Chunk(2))
        {
            Try("setfattr", "-n", one[0], "-v", one[1], At("file"));
        }

        Write(At("file"), "new");

        foreach (string[] one in all.Chunk(2))
        {
            Assert.Equal(
                one[1],
                Run("getfattr", "--only-values", "-n", one[0], At("file")),
                ignoreLineEndingDifferences: true
            );
        }

        Assert.Equal("new", File.ReadAllText(At("file")));
    }

    [Theory]
    [InlineData("u:12345:r")]
    [InlineData("u:12345:rw,g:23456:r,m::r")]
    [InlineData("g:23456:---,o::r")]
    public void The_access_control_list_of_a_file_stays(string entries)
    {
        WriteOld("file");
        Try("setfacl", "-m", entries, At("file"));
        string before = Run("getfacl", "-cnp", At("file"));

        Write(At("file"), "new");

        Assert.Equal(before, Run("getfacl", "-cnp", At("file")));
        Assert.Equal("new", File.ReadAllText(At("file")));
    }

    [Fact]
    public void A_file_gets_no_list_from_its_folder_that_it_did_not_have()
    {
        WriteOld("file");
        Try("setfacl", "-d", "-m", "u:12345:rw", _folder.Path);
        string before = Run("getfacl", "-cnp", At("file"));

        Write(At("file"), "new");
        Write(At("another"), "new");

        Assert.Equal(before, Run("getfacl", "-cnp", At("file")));
        Assert.Contains("user:12345:", Run("getfacl", "-cnp", At("another")));
    }

    [Theory]
    [InlineData("4640")]
    [InlineData("2755")]
    [InlineData("1600")]
    public void The_special_bits_of_a_mode_stay_also_where_the_owner_is_another(string mode)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && IsRoot, "only root gives files away");
        WriteOld("file");
        Run("chown", "12345:23456", At("file"));
        Run("chmod", mode, At("file"));

        Write(At("file"), "new");

        Assert.Equal($"12345:23456 {mode}", Run("stat", "-c", "%u:%g %a", At("file")));
    }

    [Fact]
    public void Another_name_of_the_file_keeps_what_was_there()
    {
        WriteOld("file");
        Run("ln", At("file"), At("other"));

        Write(At("file"), "new");

        Assert.Equal("new", File.ReadAllText(At("file")));
        Assert.Equal("old", File.ReadAllText(At("other")));
    }

    [Theory]
    [InlineData("socket")]
    [InlineData("link")]
    public void A_socket_is_refused_and_stays(string path)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "elsewhere a socket is not told from a file");
        using Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(At("socket")));
        File.CreateSymbolicLink(At("link"), "socket");

        Assert.Throws<IOException>(() => Write(At(path), "lost"));
        IOException refusal = Assert.Throws<IOException>(() => AtomicFile.CheckWritable(At(path)));

        Assert.Contains("socket", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("socket", Run("stat", "-c", "%F", At("socket")));
    }

    [Fact]
    [Trait("Tier", "long")]
    public void A_pipe_that_nobody_reads_is_not_waited_for_without_end()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "elsewhere a pipe is not told from a file");
        Run("mkfifo", At("pipe"));

        IOException refusal = Assert.Throws<IOException>(() => Write(At("pipe"), "lost"));

        Assert.Contains("nobody has read", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("fifo", Run("stat", "-c", "%F", At("pipe")));
    }

    [Fact]
    public void What_a_killed_writer_has_left_is_removed_and_nothing_else()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "there are pipes and links among it");
        DateTime anHourAgo = DateTime.UtcNow.AddHours(-1);
        string[] left = [".notebooknet-abcdefgh.ijk", ".notebooknet-01234567.89a"];
        string[] others =
        [
            ".notebooknet-locked00.txt",
            ".notebooknet-young000.txt",
            ".notebooknet-abcdefgh.ijkl",
            ".notebooknet-notes",
            ".notebooknet-",
            "notebooknet-abcdefgh.ijk",
            "file",
        ];
        foreach (string name in left.Concat(others))
        {
            File.WriteAllText(At(name), "half");
            File.SetLastWriteTimeUtc(At(name), anHourAgo);
        }

        File.SetLastWriteTimeUtc(At(".notebooknet-young000.txt"), DateTime.UtcNow);
        string link = ".notebooknet-link0000.txt";
        File.CreateSymbolicLink(At(link), "file");
        Directory.CreateDirectory(At(".notebooknet-folder00.txt"));
        string pipe = ".notebooknet-pipe0000.txt";
        Run("mkfifo", At(pipe));
        Run("touch", "-h", "-d", "2020-01-01", At(link), At(pipe));
        using FileStream locked = new(
            At(".notebooknet-locked00.txt"),
            FileMode.Open,
            FileAccess.Write,
            FileShare.None
        );

        AtomicFile.CheckWritable(At("new"));

        Assert.Equal(others.Append(link).Append(pipe).Order(), Files().Order());
        Assert.True(Directory.Exists(At(".notebooknet-folder00.txt")));
    }

    [Fact]
    public void Writers_at_the_same_time_leave_one_whole_file()
    {
        Parallel.For(0, 16, i => Write(At("file"), new string((char)('a' + i), 50_000)));

        string content = File.ReadAllText(At("file"));
        Assert.Equal(new string(content[0], 50_000), content);
        Assert.Equal(["file"], Files());
    }

    [Fact]
    public void A_pipe_is_written_into_and_stays_a_pipe()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "elsewhere a pipe is not told from a file");
        Run("mkfifo", At("pipe"));
        using Process reader = Process.Start(
            new ProcessStartInfo("cat", [At("pipe")]) { RedirectStandardOutput = true }
        )!;

        Write(At("pipe"), "through the pipe");

        Assert.Equal("through the pipe", reader.StandardOutput.ReadToEnd());
        reader.WaitForExit();
        Assert.Equal("fifo", Run("stat", "-c", "%F", At("pipe")));
        Assert.Equal(["pipe"], Files());
    }

    [Fact]
    public void A_device_is_written_into_and_stays_a_device()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "elsewhere a device is not told from a file");
        File.CreateSymbolicLink(At("null"), "/dev/null");

        Write(At("null"), "gone");

        Assert.ThrowsAny<IOException>(() => Write("/dev/full", "lost"));
        Assert.Equal("character special file", Run("stat", "-c", "%F", "/dev/null"));
        Assert.Equal("character special file", Run("stat", "-c", "%F", "/dev/full"));
        Assert.Empty(Directory.GetFiles("/dev", ".notebooknet-*"));
    }

    [Fact]
    public void A_file_that_is_open_is_written_into_by_its_link_in_proc()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "there is no /proc elsewhere");
        File.WriteAllText(At("output"), "said before; ");
        using FileStream output = new(
            At("output"),
            FileMode.Open,
            FileAccess.ReadWrite,
            FileShare.ReadWrite
        );
        File.CreateSymbolicLink(
            At("link"),
            $"/proc/self/fd/{output.SafeFileHandle.DangerousGetHandle()}"
        );

        Write(At("link"), "said now");

        using StreamReader reader = new(output);
        Assert.Equal("said before; said now", reader.ReadToEnd());
    }

    [Fact]
    public void Checking_whether_a_file_can_be_written_changes_nothing()
    {
        File.WriteAllText(At("file"), "old");
        AtomicFile.CheckWritable(At("file"));
        AtomicFile.CheckWritable(At("new"));
        if (OperatingSystem.IsLinux())
        {
            // Nobody reads from this one: to open it would take for ever.
            Run("mkfifo", At("pipe"));
            AtomicFile.CheckWritable(At("pipe"));
            AtomicFile.CheckWritable("/dev/null");
            AtomicFile.CheckWritable("/dev/stdout");
            File.Delete(At("pipe"));
        }

        Assert.Equal("old", File.ReadAllText(At("file")));
        Assert.Equal(["file"], Files());
    }

    [Fact]
    public void A_file_of_somebody_else_is_not_read_only_for_root()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && IsRoot, "only root gives files away");
        File.WriteAllText(At("file"), "old");
        Run("chown", "12345:23456", At("file"));

        AtomicFile.CheckWritable(At("file"));
        Write(At("file"), "new");

        Assert.Equal("new", File.ReadAllText(At("file")));
    }

    private static void Write(string path, string content) =>
        AtomicFile.Write(path, Encoding.UTF8.GetBytes(content));

    /// <summary>A step that not every machine and file system can take: where it fails, the test is skipped.</summary>
    private static void Try(string program, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(
                new ProcessStartInfo(program, arguments) { RedirectStandardError = true }
            )!;
            string error = process.StandardError.ReadToEnd();
            process.WaitForExit();
            Assert.SkipWhen(process.ExitCode != 0, error);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip($"{program} is not on this machine.");
        }
    }

    private void WriteOld(string name)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Linux keeps it");
        File.WriteAllText(At(name), "old");
    }

    private static string Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(
            new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true }
        )!;
        string output = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output;
    }

    private string At(string name) => _folder[name];

    private UnixFileMode Mode(string name) =>
        OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(At(name));

    private void SetMode(string name, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(At(name), mode);
        }
    }

    private IEnumerable<string> Files() =>
        Directory
            .GetFiles(
                _folder.Path,
                "*",
                new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }
            )
            .Select(path => Path.GetRelativePath(_folder.Path, path));
}
