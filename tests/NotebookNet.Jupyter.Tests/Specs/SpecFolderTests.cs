using System.Text.Json.Nodes;
using NotebookNet.Jupyter.Specs;

namespace NotebookNet.Jupyter.Tests.Specs;

/// <summary>Kernelspecs on the disk: ours, others' and what is none.</summary>
public sealed class SpecFolderTests : IDisposable
{
    private const string Foreign =
        """{"argv": ["python3"], "display_name": "Python 3", "language": "python"}""";

    private readonly string _root = Directory.CreateTempSubdirectory("notebooknet-").FullName;

    private string Kernels => Path.Combine(_root, "share", "kernels");

    private string Place => Path.Combine(Kernels, KernelSpec.DefaultName);

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void What_is_installed_is_what_Jupyter_asks_for()
    {
        Assert.Null(new SpecFolder(Kernels).Install(Spec(), force: false));
        JsonNode json = JsonNode.Parse(File.ReadAllText(Path.Combine(Place, "kernel.json")))!;
        Assert.Equal(
            """["/usr/bin/dotnet","kernel","--connection-file","{connection_file}"]""",
            json["argv"]!.ToJsonString()
        );
        Assert.Equal("C# (NotebookNet)", (string?)json["display_name"]);
        Assert.Equal("C#", (string?)json["language"]);
        Assert.Equal("message", (string?)json["interrupt_mode"]);
        Assert.Equal("1", (string?)json["env"]!["A"]);
        Assert.False((bool)json["metadata"]!["debugger"]!);
        foreach (int size in (int[])[32, 64])
        {
            byte[] png = File.ReadAllBytes(Path.Combine(Place, $"logo-{size}x{size}.png"));
            Assert.Equal("PNG"u8.ToArray(), png[1..4]);
            Assert.Equal(size, png[19]);
            Assert.Equal(size, png[23]);
        }

        Assert.StartsWith(
            "<svg",
            File.ReadAllText(Path.Combine(Place, "logo-svg.svg")),
            StringComparison.Ordinal
        );
        Assert.Equal([Place], Directory.EnumerateFileSystemEntries(Kernels));
    }

    [Fact]
    public void Ours_is_renewed_and_nothing_of_it_is_left()
    {
        SpecFolder folder = new(Kernels);
        folder.Install(Spec(), force: false);
        string left = Path.Combine(Place, "kernel.js");
        File.WriteAllText(left, "");
        FoundSpec? before = folder.Install(Spec() with { DisplayName = "new" }, force: false);
        Assert.True(before!.IsOurs);
        Assert.Equal("new", Assert.Single(FoundSpec.In(Kernels)).DisplayName);
        Assert.False(File.Exists(left));
        Assert.Equal([Place], Directory.EnumerateFileSystemEntries(Kernels));
    }

    [Fact]
    public void Several_that_install_at_once_all_do()
    {
        for (int round = 0; round < 20; round++)
        {
            string kernels = Path.Combine(_root, $"{round}");
            Parallel.For(
                0,
                4,
                new ParallelOptions { MaxDegreeOfParallelism = 4 },
                _ => new SpecFolder(kernels).Install(Spec(), force: false)
            );
            Assert.True(Assert.Single(FoundSpec.In(kernels)).IsOurs);
        }
    }

    [Theory]
    [InlineData(Foreign, "\"Python 3\"")]
    [InlineData("{", "no kernelspec that can be read")]
    [InlineData("[]", "no kernelspec that can be read")]
    [InlineData("""{"argv": [1], "metadata": {"notebooknet": "1"}}""", "no kernelspec")]
    [InlineData(null, "no kernelspec that can be read")]
    public void Anothers_stays_unless_it_is_forced(string? content, string said)
    {
        Write(Place, content);
        SpecFolder folder = new(Kernels);
        string message = Assert
            .Throws<KernelSpecException>(() => folder.Install(Spec(), force: false))
            .Message;
        Assert.StartsWith(Place, message, StringComparison.Ordinal);
        Assert.Contains(said, message, StringComparison.Ordinal);
        Assert.Contains("--force", message, StringComparison.Ordinal);
        message = Assert
            .Throws<KernelSpecException>(() => folder.Uninstall(KernelSpec.DefaultName))
            .Message;
        Assert.Contains(said, message, StringComparison.Ordinal);
        Assert.Equal(
            content,
            content is null ? null : File.ReadAllText(Path.Combine(Place, "kernel.json"))
        );

        Assert.False(folder.Install(Spec(), force: true)!.IsOurs);
        Assert.True(Assert.Single(FoundSpec.In(Kernels)).IsOurs);
    }

    [Fact]
    public void A_file_in_the_way_stays_whatever_is_asked_for()
    {
        Directory.CreateDirectory(Kernels);
        File.WriteAllText(Place, "mine");
        string message = Assert
            .Throws<KernelSpecException>(() => new SpecFolder(Kernels).Install(Spec(), force: true))
            .Message;
        Assert.Equal($"{Place} is a file: it stays.", message);
        Assert.Equal("mine", File.ReadAllText(Place));
    }

    [Fact]
    public void A_file_where_a_folder_should_be_is_named()
    {
        File.WriteAllText(Path.Combine(_root, "share"), "");
        string message = Assert
            .Throws<KernelSpecException>(() =>
                new SpecFolder(Kernels).Install(Spec(), force: false)
            )
            .Message;
        Assert.StartsWith($"{Place} was not written: ", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_is_replaced_and_what_it_leads_to_stays()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links there need a privilege.");
        string developed = Path.Combine(_root, "developed");
        Directory.CreateDirectory(Kernels);
        new SpecFolder(_root).Install(Spec() with { Name = "developed" }, force: false);
        Directory.CreateSymbolicLink(Place, developed);
        new SpecFolder(Kernels).Install(Spec(), force: false);
        Assert.Null(new DirectoryInfo(Place).LinkTarget);
        Assert.True(File.Exists(Path.Combine(developed, "kernel.json")));
        Assert.Equal([Place], Directory.EnumerateFileSystemEntries(Kernels));

        string dangling = Path.Combine(Kernels, "dangling");
        Directory.CreateSymbolicLink(dangling, Path.Combine(_root, "gone"));
        string message = Assert
            .Throws<KernelSpecException>(() =>
                new SpecFolder(Kernels).Install(Spec() with { Name = "dangling" }, force: true)
            )
            .Message;
        Assert.StartsWith($"{dangling} is a link to", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_what_a_killed_process_left_is_removed()
    {
        string left = Path.Combine(Kernels, ".notebooknet~left");
        string written = Path.Combine(Kernels, ".notebooknet~written");
        Write(left, "{");
        Write(written, "{");
        Directory.SetLastWriteTimeUtc(left, DateTime.UtcNow.AddHours(-1));
        new SpecFolder(Kernels).Install(Spec(), force: false);
        Assert.False(Directory.Exists(left));
        Assert.True(Directory.Exists(written));
    }

    [Fact]
    public void Ours_is_removed_and_nothing_else()
    {
        SpecFolder folder = new(Kernels);
        folder.Install(Spec(), force: false);
        folder.Install(Spec() with { Name = "other" }, force: false);
        Assert.Equal(Place, folder.Uninstall(KernelSpec.DefaultName));
        Assert.Null(folder.Uninstall(KernelSpec.DefaultName));
        Assert.Equal("other", Assert.Single(FoundSpec.In(Kernels)).Name);
    }

    [Theory]
    [InlineData("notebooknet", true)]
    [InlineData(".net-csharp", true)]
    [InlineData("a_b.1", true)]
    [InlineData("", false)]
    [InlineData(".", false)]
    [InlineData("..", false)]
    [InlineData("../a", false)]
    [InlineData("A", false)]
    [InlineData("a b", false)]
    [InlineData("a\n", false)]
    [InlineData("é", false)]
    public void Names_are_those_that_Jupyter_takes(string name, bool isOne) =>
        Assert.Equal(isOne, SpecFolder.IsName(name));

    [Fact]
    public void What_is_wrong_with_a_kernelspec_is_said()
    {
        string gone = Path.Combine(_root, "gone");
        Write(Path.Combine(Kernels, "a"), "{}");
        Write(Path.Combine(Kernels, "b"), $$"""{"argv": ["{{gone}}"]}""");
        Write(Path.Combine(Kernels, "none"), null);
        Write(Path.Combine(Kernels, ".notebooknet~left"), "{}");
        Assert.Equal(
            [("a", "names no program"), ("b", $"{gone} is not there")],
            FoundSpec.In(Kernels).Select(spec => (spec.Name, spec.Trouble!))
        );
        Assert.Empty(FoundSpec.In(gone));
    }

    private static void Write(string folder, string? content)
    {
        Directory.CreateDirectory(folder);
        if (content is not null)
        {
            File.WriteAllText(Path.Combine(folder, "kernel.json"), content);
        }
    }

    private static KernelSpec Spec() =>
        new(
            KernelSpec.DefaultName,
            KernelSpec.DefaultDisplayName,
            new KernelLaunch(
                ["/usr/bin/dotnet", "kernel", "--connection-file", "{connection_file}"],
                new Dictionary<string, string> { ["A"] = "1" }
            )
        );
}
