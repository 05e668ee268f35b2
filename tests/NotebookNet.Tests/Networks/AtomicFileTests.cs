using System.Diagnostics;

namespace NotebookNet.Tests.Training;

public sealed class AtomicFileTests : IDisposable
{
    private const UnixFileMode OnlyOwner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _folder = Directory.CreateTempSubdirectory("notebooknet-").FullName;

    private static bool IsUnix => !OperatingSystem.IsWindows();

    private static bool IsRoot => Environment.UserName == "root";

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_new_file_has_the_content_and_the_mode_that_every_new_file_has()
    {
        File.WriteAllText(At("usual"), "");

        Write(At("new"), "content");

        Assert.Equal("content", File.ReadAllText(At("new")));
        Assert.Equal(2, Directory.GetFileSystemEntries(_folder).Length);
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
    public void While_it_is_written_a_private_file_is_private()
    {
        Assert.SkipUnless(IsUnix, "a mode is a matter of Unix");
        File.WriteAllText(At("file"), "old");
        SetMode("file", OnlyOwner);
        string[] modes = [];

        AtomicFile.Write(
            At("file"),
            _ => modes = [.. Directory.GetFiles(_folder).Select(path => $"{Mode(path)}")]
        );

        Assert.Equal([$"{OnlyOwner}", $"{OnlyOwner}"], modes);
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
                link[1].Replace("@", _folder, StringComparison.Ordinal)
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

        IOException refusal = Assert.Throws<IOException>(() => Write(At("a"), "lost"));

        Assert.Contains("circle", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(links.Split(", ").Length, Directory.GetFileSystemEntries(_folder).Length);
    }

    [Fact]
    public void A_link_to_a_folder_that_is_not_there_is_refused()
    {
        Assert.SkipUnless(IsUnix, "on Windows links need a privilege");
        File.CreateSymbolicLink(At("link"), "none/target");

        Assert.Throws<DirectoryNotFoundException>(() => Write(At("link"), "lost"));
    }

    [Fact]
    public void A_folder_is_refused_and_stays()
    {
        Directory.CreateDirectory(At("taken/inside"));

        foreach (string path in new[] { "taken", "taken/", "taken/inside", "new/" })
        {
            IOException refusal = Assert.Throws<IOException>(() => Write(At(path), "lost"));
            Assert.StartsWith(At(path), refusal.Message, StringComparison.Ordinal);
            Assert.Contains("folder", refusal.Message, StringComparison.Ordinal);
        }

        Assert.Equal([At("taken")], Directory.GetFileSystemEntries(_folder));
        Assert.True(Directory.Exists(At("taken/inside")));
    }

    [Fact]
    public void A_read_only_file_is_refused_and_stays()
    {
        Assert.SkipUnless(IsUnix, "on Windows the move refuses it");
        File.WriteAllText(At("file"), "old");
        SetMode("file", UnixFileMode.UserRead | UnixFileMode.GroupRead);

        IOException refusal = Assert.Throws<IOException>(() => Write(At("file"), "lost"));

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

    [Fact]
    public void What_fails_in_the_middle_leaves_what_was_there_and_nothing_else()
    {
        File.WriteAllText(At("file"), "old");

        foreach (string name in new[] { "file", "new" })
        {
            Assert.Throws<InvalidOperationException>(() =>
                AtomicFile.Write(
                    At(name),
                    stream =>
                    {
                        stream.Write(new byte[100_000]);
                        throw new InvalidOperationException();
                    }
                )
            );
        }

        Assert.Equal("old", File.ReadAllText(At("file")));
        Assert.Equal(["file"], Files());
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
    public void A_network_is_saved_by_these_rules_and_is_what_is_read_again()
    {
        Assert.SkipUnless(IsUnix, "a mode is a matter of Unix");
        Network saved = SmallNetworks.Deep(seed: 1);
        Network loaded = SmallNetworks.Deep(seed: 2);
        File.WriteAllText(At("target"), "old");
        SetMode("target", OnlyOwner);
        File.CreateSymbolicLink(At("link"), "target");

        saved.Save(At("link"));
        loaded.Load(At("link"));

        Assert.Equal(SmallNetworks.NumbersOf(saved), SmallNetworks.NumbersOf(loaded));
        Assert.Equal(OnlyOwner, Mode("target"));
        Assert.Equal("target", new FileInfo(At("link")).LinkTarget);
        Assert.Equal(["link", "target"], Files().Order());
    }

    private static void Write(string path, string content) =>
        AtomicFile.Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(content)));

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

    private string At(string name) => Path.Combine(_folder, name);

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
                _folder,
                "*",
                new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }
            )
            .Select(path => Path.GetRelativePath(_folder, path));
}
