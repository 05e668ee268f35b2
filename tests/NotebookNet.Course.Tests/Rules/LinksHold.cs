using NotebookNet.Course.Tests.Model;

namespace NotebookNet.Course.Tests.Rules;

/// <summary>Every link to a file of the course, or to a heading in one, leads there.</summary>
internal sealed class LinksHold : IRule
{
    public IEnumerable<Violation> Find(Chapter chapter, Model.Course course)
    {
        foreach (ChapterCell cell in chapter.Cells.Where(cell => !cell.IsCode))
        {
            foreach (string url in MarkdownLinks.Of(cell.Markdown))
            {
                if (Problem(chapter, course, Uri.UnescapeDataString(url)) is string problem)
                {
                    yield return chapter.Violation(cell, $"the link to {url} is broken: {problem}");
                }
            }
        }
    }

    private static string? Problem(Chapter chapter, Model.Course course, string url)
    {
        string[] parts = url.Split('#', 2);
        Chapter? target = chapter;
        if (parts[0].Length > 0)
        {
            string path = Path.GetFullPath(
                Path.Combine(Path.GetDirectoryName(chapter.Path)!, parts[0])
            );
            target = course.Chapters.FirstOrDefault(other => Path.GetFullPath(other.Path) == path);
            if (target is null && !Path.Exists(path))
            {
                return $"there is no {parts[0]} beside this notebook";
            }
        }

        return target is null || parts.Length == 1 || target.Anchors.Contains(parts[1])
            ? null
            : $"{target.Name} has no heading and no id with the anchor {parts[1]}, only {string.Join(", ", target.Anchors)}";
    }
}
