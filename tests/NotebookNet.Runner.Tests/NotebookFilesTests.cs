using System.Diagnostics;
using System.Net.Sockets;
using NotebookNet.Runner.Commands;
using NotebookNet.Runner.Tests.Support;

namespace NotebookNet.Runner.Tests;

/// <summary>Which notebooks a command line means, and which of them are none.</summary>
public sealed class NotebookFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private void Make(params string[] names)
    {
        foreach (string name in names)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_folder[name])!);
            File.WriteAllText(_folder[name], "");
        }
    }

    private void MakePipe(string name)
    {
        using Process make = Process.Start("mkfifo", [_folder[name]]);
        make.WaitForExit();
    }

    private IEnumerable<string> Found(string path, params string[] except) =>
        NotebookFiles
            .Find([_folder[path]], except.Select(name => _folder[name]))
            .Select(file => Path.GetRelativePath(_folder.Path, file.Path).Replace('\\', '/'));

    [Fact]
    public void Notebooks_are_found_in_the_order_of_their_names_and_hidden_ones_are_not()
    {
        Make(
            "b.ipynb",
            "a.ipynb",
            "sub/c.IPYNB",
            "sub/deep/d.ipynb",
            "folder.ipynb/e.ipynb",
            "no.txt",
            ".hidden.ipynb",
            ".ipynb_checkpoints/a.ipynb"
        );

        Assert.Equal(
            ["a.ipynb", "b.ipynb", "folder.ipynb/e.ipynb", "sub/c.IPYNB", "sub/deep/d.ipynb"],
            Found("")
        );
    }

    [Theory]
    [InlineData("out")]
    [InlineData("out/")]
    [InlineData("./out/../out")]
    [InlineData("link")]
    [InlineData("link/../out")]
    [InlineData("nowhere/../out")]
    public void The_folder_of_the_outputs_is_left_out_by_whatever_path(string except)
    {
        Needs.Linux();
        Make("a.ipynb", "out/a.ipynb", "out/sub/b.ipynb", "output/c.ipynb", "sub/out/d.ipynb");
        Directory.CreateSymbolicLink(_folder["link"], "out");
        Directory.CreateSymbolicLink(_folder["way"], ".");

        Assert.Equal(["a.ipynb", "output/c.ipynb", "sub/out/d.ipynb"], Found("", except));
        Assert.Equal(
            ["way/a.ipynb", "way/output/c.ipynb", "way/sub/out/d.ipynb"],
            Found("way", except)
        );
    }

    [Fact]
    public void What_is_named_itself_is_taken_though_it_is_in_a_folder_that_is_left_out()
    {
        Make("out/a.ipynb", "out/sub/b.ipynb");

        Assert.Equal(["out/a.ipynb"], Found("out/a.ipynb", "out"));
        Assert.Equal(["out/sub/b.ipynb"], Found("out/sub", "out"));
        Assert.Equal(["out/a.ipynb", "out/sub/b.ipynb"], Found("out", "out"));
        UsageException none = Assert.Throws<UsageException>(() => Found("", "out").ToArray());
        Assert.Contains("There is no notebook", none.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_file_is_in_its_place_with_the_reason()
    {
        Needs.Linux();
        Make("good.ipynb");
        MakePipe("pipe.ipynb");
        using Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(_folder["socket.ipynb"]));
        (string Name, string Target)[] links =
        [
            ("dangling.ipynb", "nowhere/x.ipynb"),
            ("device.ipynb", "/dev/zero"),
            ("loop.ipynb", "loop.ipynb"),
            ("to-dangling.ipynb", "dangling.ipynb"),
            ("to-good.ipynb", "good.ipynb"),
            ("to-pipe.ipynb", "pipe.ipynb"),
        ];
        foreach ((string name, string target) in links)
        {
            File.CreateSymbolicLink(_folder[name], target);
        }

        string gone = $"a link to {_folder["nowhere/x.ipynb"]}, which does not exist";
        Assert.Equal(
            [
                ("dangling.ipynb", gone),
                ("device.ipynb", "a device, not a file"),
                ("good.ipynb", null),
                ("loop.ipynb", "its links go round in a circle."),
                ("pipe.ipynb", "a pipe, not a file"),
                ("socket.ipynb", "a socket, not a file"),
                ("to-dangling.ipynb", gone),
                ("to-good.ipynb", null),
                ("to-pipe.ipynb", "a pipe, not a file"),
            ],
            NotebookFiles.Find([_folder.Path]).Select(file => (file.Relative, file.Trouble))
        );
        Assert.Equal(
            "a pipe, not a file",
            Assert.Single(NotebookFiles.Find([_folder["pipe.ipynb"]])).Trouble
        );
    }

    [Fact]
    public void A_folder_that_cannot_be_read_is_in_its_place_with_the_reason()
    {
        Assert.SkipWhen(
            OperatingSystem.IsWindows() || Environment.UserName == "root",
            "root reads every folder"
        );
        Make("a.ipynb", "closed/b.ipynb", "open/c.ipynb");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_folder["closed"], UnixFileMode.None);
        }

        IReadOnlyList<NotebookFile> found = NotebookFiles.Find([_folder.Path]);

        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(
                _folder["closed"],
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            );
        }

        Assert.Equal(
            [_folder["a.ipynb"], _folder["closed"], _folder["open/c.ipynb"]],
            found.Select(file => file.Path)
        );
        Assert.StartsWith("this folder cannot be read", found[1].Trouble, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_is_not_utf_8_is_told()
    {
        Needs.Linux();
        Make("a.ipynb");
        using Process copy = Process.Start(
            "/bin/sh",
            [
                "-c",
                "cp \"$0\" \"$(printf '%s/caf\\351.ipynb' \"$1\")\"",
                _folder["a.ipynb"],
                _folder.Path,
            ]
        );
        copy.WaitForExit();
        Assert.SkipUnless(copy.ExitCode == 0, "this file system takes no such name");

        IReadOnlyList<NotebookFile> found = NotebookFiles.Find([_folder.Path]);

        // .NET cannot name it, and so not remove it either.
        using Process remove = Process.Start("/bin/sh", ["-c", "rm \"$0\"/caf*", _folder.Path]);
        remove.WaitForExit();
        Assert.Equal([null, "its name is not UTF-8"], found.Select(file => file.Trouble));
    }

    [Fact]
    public async Task One_run_names_what_is_no_file_runs_the_rest_and_runs_it_again_without_its_outputs()
    {
        Needs.Linux();
        TestNotebook.Write(_folder["in/@a.ipynb"], TestNotebook.Passes);
        TestNotebook.Write(_folder["in/new\n[red]line.ipynb"], TestNotebook.Passes);
        File.CreateSymbolicLink(_folder["in/dangling.ipynb"], "nowhere.ipynb");
        MakePipe("in/pipe.ipynb");

        for (int time = 1; time <= 2; time++)
        {
            RunnerProcess.Outcome outcome = await RunnerProcess.RunAsync(
                "run",
                _folder["in"],
                "--output-dir",
                _folder["in/out"],
                "--jobs",
                "2"
            );

            outcome.Expect(1);
            outcome.Says("in/dangling.ipynb: a link to ");
            outcome.Says("in/pipe.ipynb: a pipe, not a file");
            outcome.Says("new\\u000a[red]line.ipynb (1 cells)");
            outcome.Says("2 passed, 2 failed");
        }

        Assert.Equal(
            ["@a.ipynb", "new\n[red]line.ipynb"],
            Directory.EnumerateFileSystemEntries(_folder["in/out"]).Select(Path.GetFileName).Order()
        );
        Assert.Single(TestNotebook.Outputs(_folder["in/out/@a.ipynb"], 0));
    }

    [Theory]
    [InlineData("@a.ipynb")]
    [InlineData("--", "-a.ipynb")]
    [InlineData("./@a.ipynb")]
    public async Task A_name_that_looks_like_something_else_is_a_name(params string[] arguments)
    {
        TestNotebook.Write(_folder["@a.ipynb"], TestNotebook.Passes);
        TestNotebook.Write(_folder["-a.ipynb"], TestNotebook.Passes);
        using Process process = RunnerProcess.Start(
            "dotnet",
            new Dictionary<string, string?>(),
            [RunnerProcess.Program, "run", .. arguments],
            _folder.Path
        );

        RunnerProcess.Outcome outcome = await RunnerProcess.EndAsync(process);

        outcome.Expect(0);
        outcome.Says("1 passed, 0 failed");
    }
}
