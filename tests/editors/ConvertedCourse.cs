namespace NotebookNet.Editors.Tests;

/// <summary>The stored notebooks as nbconvert's HTML.</summary>
public sealed class ConvertedCourse : IAsyncLifetime
{
    private const string Jupyter = "/usr/bin/jupyter";

    private TemporaryCourse? _course;

    public async ValueTask InitializeAsync()
    {
        if (File.Exists(Jupyter))
        {
            _course = new TemporaryCourse();
            await Convert(Course.Names.Select(Course.PathOf), _course["notebooks"]);
        }
    }

    public ValueTask DisposeAsync()
    {
        _course?.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>The address of a notebook's page.</summary>
    public string Page(string name)
    {
        Needs.Program(Jupyter);
        return new Uri(_course![$"notebooks/{name}.html"]).AbsoluteUri;
    }

    /// <summary>Converts notebooks to pages in a folder.</summary>
    public static Task Convert(
        IEnumerable<string> notebooks,
        string folder,
        params string[] options
    )
    {
        Needs.Program(Jupyter);
        return Programs.Run(
            Jupyter,
            ["nbconvert", "--to", "html", "--output-dir", folder, .. options, .. notebooks]
        );
    }
}
