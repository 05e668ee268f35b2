namespace NotebookNet.Runner.Export;

/// <summary>A form in which a notebook is exported.</summary>
internal interface IExport
{
    /// <summary>The ending of a page's name, with its dot.</summary>
    string Extension { get; }

    /// <summary>The page, and after it the files that it shows. Nothing is executed, and nothing written.</summary>
    /// <exception cref="ExportException">The notebook cannot be exported so.</exception>
    Task<IReadOnlyList<ExportedFile>> ExportAsync(
        ExportSource source,
        CancellationToken cancellation
    );
}
