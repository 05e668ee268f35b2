using NotebookNet.Runner.Export;
using NotebookNet.Runner.Notebooks;
using NotebookNet.Runner.Previews;
using NotebookNet.Site;
using NotebookNet.Site.Engine;

if (args is not ([] or ["--previews"]))
{
    Console.Error.WriteLine(
        $"expected --previews (draw the pictures of dark pages, too) or nothing, not \"{string.Join(' ', args)}\""
    );
    return 2;
}

try
{
    Repository repository = Repository.Find();
    await using FigurePreviews previews = new(Console.Error.WriteLine);
    await SiteSources.WriteAsync(repository, args.Length > 0 ? new FigurePictures(previews) : null);
    Docfx.Run(repository.PathOf("docs/site/docfx.json"));
    EngineFiles.Write(repository);
    RunFacts.Write(repository.PathOf("docs/site/_site"));
    // docfx' notes on what it did, with the folders of this machine.
    File.Delete(repository.PathOf("docs/site/_site/manifest.json"));
    Console.WriteLine(repository.PathOf("docs/site/_site/index.html"));
    return 0;
}
catch (Exception exception)
    when (exception
            is SiteException
                or ExportException
                or NotebookFormatException
                or IOException
                or UnauthorizedAccessException
    )
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}
