using NotebookNet.Runner.Classroom;
using NotebookNet.Runner.Tests.Support;

namespace NotebookNet.Runner.Tests.Classroom;

/// <summary>The folder that stands for the assignment's, and how it goes.</summary>
public sealed class ScratchFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _assignment;

    public ScratchFolderTests()
    {
        _assignment = Directory.CreateDirectory(_folder["notebooks"]).FullName;
        Directory.CreateDirectory(_folder["notebooks/digits/more"]);
        Directory.CreateDirectory(_folder["lib"]);
        Directory.CreateDirectory(_folder[".git"]);
        Directory.CreateDirectory(_folder["submissions"]);
        foreach (
            string name in new[]
            {
                "lib/a.txt",
                "notebooks/01.ipynb",
                "notebooks/data.csv",
                "notebooks/digits/Digits.cs",
                "notebooks/digits/more/solved.ipynb",
            }
        )
        {
            File.WriteAllText(_folder[name], name);
        }
    }

    public void Dispose() => _folder.Dispose();

    private ScratchFolder Scratch() => ScratchFolder.For(_assignment, [_folder["submissions"]]);

    [Fact]
    public void It_looks_like_the_assignments_folder_without_notebooks()
    {
        using ScratchFolder scratch = Scratch();
        Assert.Equal(Path.Combine(scratch.Root, "notebooks"), scratch.Cells);
        Assert.Equal(
            ["data.csv", "digits/", "digits/Digits.cs", "digits/more/"],
            Directory
                .EnumerateFileSystemEntries(scratch.Cells, "*", SearchOption.AllDirectories)
                .Select(path =>
                    Path.GetRelativePath(scratch.Cells, path).Replace('\\', '/')
                    + (Directory.Exists(path) ? "/" : "")
                )
                .Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void Beside_it_is_what_is_beside_the_assignments_folder_and_not_hidden()
    {
        using ScratchFolder scratch = Scratch();
        Assert.Equal(
            ["lib", "notebooks"],
            Directory
                .EnumerateFileSystemEntries(scratch.Root)
                .Select(path => Path.GetFileName(path)!)
                .Order(StringComparer.Ordinal)
        );
        Assert.Equal("lib/a.txt", File.ReadAllText(Path.Combine(scratch.Cells, "../lib/a.txt")));
    }

    [Fact]
    public void A_file_in_it_is_a_copy()
    {
        using ScratchFolder scratch = Scratch();
        File.WriteAllText(Path.Combine(scratch.Cells, "data.csv"), "changed");
        Assert.Equal("notebooks/data.csv", File.ReadAllText(_folder["notebooks/data.csv"]));
    }

    [Fact]
    public void Nobody_else_can_look_into_it()
    {
        Needs.Linux();
        using ScratchFolder scratch = Scratch();
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(scratch.Root)
        );
    }

    [Fact]
    public void It_is_deleted_when_it_is_closed_and_deep_and_what_links_lead_to_stays()
    {
        Needs.Linux();
        ScratchFolder scratch = Scratch();
        Directory.CreateSymbolicLink(Path.Combine(scratch.Cells, "out"), _folder["lib"]);
        File.CreateSymbolicLink(Path.Combine(scratch.Cells, "file"), _folder["lib/a.txt"]);
        File.CreateSymbolicLink(Path.Combine(scratch.Cells, "nowhere"), "/no/such/file");
        string deep = scratch.Cells;
        for (int i = 0; i < 18; i++)
        {
            deep = Directory.CreateDirectory(Path.Combine(deep, new string('d', 200))).FullName;
        }

        File.WriteAllText(Path.Combine(deep, "file"), "");
        // Longer than a path may be.
        for (int i = 0; i < 3; i++)
        {
            string above = Path.Combine(scratch.Cells, $"above{i}");
            Directory.CreateDirectory(above);
            string below = Path.Combine(scratch.Cells, new string('d', 200));
            Directory.Move(below, Path.Combine(above, new string('d', 200)));
            Directory.Move(above, below);
        }

        string closed = Directory
            .CreateDirectory(Path.Combine(scratch.Cells, "closed/in"))
            .FullName;
        foreach (string path in new[] { closed, Path.GetDirectoryName(closed)! })
        {
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, UnixFileMode.None);
            }
        }

        scratch.Dispose();
        Assert.False(Directory.Exists(scratch.Root));
        Assert.Equal("lib/a.txt", File.ReadAllText(_folder["lib/a.txt"]));
    }
}
