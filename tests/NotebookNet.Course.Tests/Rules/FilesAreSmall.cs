using NotebookNet.Course.Tests.Model;

namespace NotebookNet.Course.Tests.Rules;

/// <summary>A notebook's file has 3 MB at most.</summary>
internal sealed class FilesAreSmall : IRule
{
    private const int Most = 3_000_000;

    public IEnumerable<Violation> Find(Chapter chapter, Model.Course course)
    {
        if (chapter.Bytes.Length > Most)
        {
            yield return chapter.Violation(
                $"the file has {chapter.Bytes.Length} bytes, expected {Most} at most"
            );
        }
    }
}
