namespace NotebookNet.Tests.Data;

public sealed class DataDirectoryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Find_goes_up_from_the_first_start_then_from_the_next()
    {
        string data = Make("repository", "data");
        _ = Directory.CreateDirectory(Path.Combine(data, "mnist"));
        string notebooks = Make("repository", "notebooks", "deep");
        string elsewhere = Make("elsewhere");
        Assert.Equal(data, DataDirectory.Find(null, notebooks));
        Assert.Equal(data, DataDirectory.Find("", elsewhere, notebooks));
    }

    [Fact]
    public void Find_passes_a_data_folder_that_holds_no_MNIST()
    {
        string data = Make("repository", "data");
        _ = Directory.CreateDirectory(Path.Combine(data, "mnist"));
        _ = Make("repository", "notebooks", "data");
        Assert.Equal(data, DataDirectory.Find(null, Make("repository", "notebooks")));
    }

    [Fact]
    public void Find_prefers_the_folder_that_the_variable_names()
    {
        _ = Make("repository", "data", "mnist");
        string named = Make("mine");
        Assert.Equal(named, DataDirectory.Find(named, Make("repository")));
    }

    [Fact]
    public void Find_rejects_a_variable_that_names_no_folder()
    {
        _ = Make("repository", "data", "mnist");
        string named = Path.Combine(_folder.Path, "none");
        var error = Assert.Throws<DirectoryNotFoundException>(() =>
            DataDirectory.Find(named, Make("repository"))
        );
        Assert.Contains(DataDirectory.EnvironmentVariable, error.Message);
        Assert.Contains(named, error.Message);
    }

    [Fact]
    public void Find_says_where_it_looked()
    {
        string start = Make("empty");
        var error = Assert.Throws<DirectoryNotFoundException>(() =>
            DataDirectory.Find(null, start, "")
        );
        Assert.Contains(start, error.Message);
        Assert.Contains(DataDirectory.EnvironmentVariable, error.Message);
    }

    private string Make(params string[] parts) =>
        Directory.CreateDirectory(Path.Combine([_folder.Path, .. parts])).FullName;
}
