using System.Text.Json;
using NotebookNet.Runner.Tests.Support;
using NotebookNet.Site;
using NotebookNet.Site.Engine;

namespace NotebookNet.Course.Tests.SiteTests;

/// <summary>The site serves the files of the data sets, and not what made them.</summary>
public sealed class DataFilesTests
{
    // Of "abc": the example of FIPS 180-2.
    private const string Sum = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    private static readonly string[] s_notServed = [".md", ".py"];

    [Fact]
    public void Data_is_copied_and_listed_in_order()
    {
        using TemporaryFolder folder = new();
        foreach (
            string file in (string[])
                ["b/y.gz", "a/x.csv", "a/b.png", "a/README.md", "a/make.py", "c/z.safetensors"]
        )
        {
            string path = folder[$"data/{file}"];
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, "abc");
        }
        string[] expected = ["data/a/b.png", "data/a/x.csv", "data/b/y.gz", "data/c/z.safetensors"];

        object[] files = DataFiles.Copy(new Repository(folder.Path, Address: null), folder["site"]);

        Assert.Equal(
            expected.Select(path => $$"""{"path":"{{path}}","bytes":3,"sha256":"{{Sum}}"}"""),
            files.Select(file => JsonSerializer.Serialize(file))
        );
        Assert.Equal(
            expected,
            Directory
                .EnumerateFiles(folder["site"], "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(folder["site"], file).Replace('\\', '/'))
                .Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void Every_file_of_the_course_s_data_is_served()
    {
        using TemporaryFolder folder = new();
        string data = Path.Combine(Model.Course.Root, "data");

        object[] served = DataFiles.Copy(
            new Repository(Model.Course.Root, Address: null),
            folder.Path
        );

        Assert.Equal(
            Directory
                .EnumerateFiles(data, "*", SearchOption.AllDirectories)
                .Count(file => !s_notServed.Contains(Path.GetExtension(file))),
            served.Length
        );
    }
}
