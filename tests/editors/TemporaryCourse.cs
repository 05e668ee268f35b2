namespace NotebookNet.Editors.Tests;

/// <summary>A folder laid out as the course's, in which notebooks may be executed and saved. It is gone when the test is over.</summary>
internal sealed class TemporaryCourse : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("notebooknet-").FullName;

    public TemporaryCourse()
    {
        foreach (string name in (string[])["lib", "data", "docs", ".config"])
        {
            Directory.CreateSymbolicLink(this[name], Path.Combine(Course.Root, name));
        }
        Directory.CreateDirectory(this["notebooks"]);
    }

    public string this[string name] => Path.Combine(_folder, name);

    /// <summary>Copies a notebook of the course, and says where the copy is.</summary>
    public string Copy(string name)
    {
        string copy = this[$"notebooks/{name}.ipynb"];
        File.Copy(Course.PathOf(name), copy);
        return copy;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
