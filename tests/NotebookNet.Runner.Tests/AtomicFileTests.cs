using NotebookNet.Runner.Notebooks;
using NotebookNet.Runner.Tests.Support;

namespace NotebookNet.Runner.Tests;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Writing_replaces_the_content_and_leaves_nothing_else()
    {
        AtomicFile.Write(_folder["new/a.txt"], "one"u8);
        AtomicFile.Write(_folder["new/a.txt"], "two"u8);

        Assert.Equal("two", File.ReadAllText(_folder["new/a.txt"]));
        Assert.Single(Directory.EnumerateFileSystemEntries(_folder["new"]));
    }

    [Fact]
    public void A_write_that_fails_leaves_what_was_there_and_no_temporary_file()
    {
        Directory.CreateDirectory(_folder["taken/inside"]);

        Assert.ThrowsAny<Exception>(() => AtomicFile.Write(_folder["taken"], "lost"u8));

        Assert.Equal([_folder["taken"]], Directory.EnumerateFileSystemEntries(_folder.Path));
        Assert.True(Directory.Exists(_folder["taken/inside"]));
    }

    [Fact]
    public void A_link_stays_a_link_and_its_target_gets_the_content()
    {
        Needs.Linux();
        File.WriteAllText(_folder["target"], "old");
        File.CreateSymbolicLink(_folder["link"], _folder["target"]);

        AtomicFile.Write(_folder["link"], "new"u8);

        Assert.Equal("new", File.ReadAllText(_folder["target"]));
        Assert.NotNull(new FileInfo(_folder["link"]).LinkTarget);
    }
}
