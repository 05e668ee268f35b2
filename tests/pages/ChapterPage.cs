namespace NotebookNet.Pages.Tests;

/// <summary>A chapter that stays open for the tests of a class which leave it as they found it.</summary>
public sealed class ChapterPage(Reader reader) : IAsyncDisposable
{
    private OpenPage? _open;

    public async Task<OpenPage> Open() => _open ??= await reader.Open(Site.Chapter);

    public async ValueTask DisposeAsync()
    {
        if (_open is not null)
        {
            await _open.DisposeAsync();
        }
    }
}
