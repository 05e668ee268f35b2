using System.Text.Json.Nodes;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using NotebookNet.Course.Tests.Model;
using NotebookNet.Course.Tests.Numbers;
using NotebookNet.Runner.Classroom.Structure;
using NotebookNet.Runner.Previews;

namespace NotebookNet.Course.Tests.Rules;

/// <summary>
/// Every picture has words for who cannot see it: a figure those of its cell's metadata, which say what is found and not its
/// title again and are stored with it; an image of Markdown those in its brackets.
/// </summary>
internal sealed class PicturesHaveAltTexts : IRule
{
    private const int FewestWords = 8;

    public IEnumerable<Violation> Find(Chapter chapter, Model.Course course) =>
        chapter
            .Cells.Where(cell => !(cell.IsCode && chapter.WasNeverRun))
            .SelectMany(cell =>
                (cell.IsCode ? InOutputs(cell) : InMarkdown(cell)).Select(message =>
                    chapter.Violation(cell, message)
                )
            );

    private static IEnumerable<string> InOutputs(ChapterCell cell)
    {
        JsonObject[] pictures = [.. cell.Pictures];
        if (pictures.Length != cell.AltTexts.Count)
        {
            yield return $"shows {pictures.Length} pictures and has {cell.AltTexts.Count} texts for who cannot see them: metadata \"notebooknet\": {{\"alt\": \"…\"}}, or a list";
            yield break;
        }

        HashSet<string> titles = [.. cell.Figures.Select(Title).Select(Words)];
        foreach ((JsonObject picture, string text) in pictures.Zip(cell.AltTexts))
        {
            if (Words(text).Split(' ').Length < FewestWords)
            {
                yield return $"the alternative text \"{text}\" has fewer than {FewestWords} words: say what the picture shows and what is found";
            }

            if (titles.Contains(Words(text)))
            {
                yield return $"the alternative text \"{text}\" is the figure's title again";
            }

            if (PictureTexts.Stored(picture) != text)
            {
                yield return $"a picture is stored with the alternative text \"{PictureTexts.Stored(picture)}\", expected \"{text}\": run the notebook with --previews";
            }
        }
    }

    private static IEnumerable<string> InMarkdown(ChapterCell cell) =>
        cell
            .Markdown.Descendants<LinkInline>()
            .Where(link => link.IsImage && string.IsNullOrWhiteSpace(ProseBlock.TextOf(link)))
            .Select(link => $"the image {link.Url} has no alternative text: ![text](…)")
            .Concat(
                HtmlImages
                    .WithoutText(cell.Source)
                    .Select(image => $"{image} has no alternative text: alt=\"…\"")
            );

    private static string Title(JsonObject figure) =>
        FigureTexts.Title(figure["layout"] as JsonObject);

    /// <summary>The words alone, in small letters.</summary>
    private static string Words(string text) =>
        string.Join(
            ' ',
            text.ToLowerInvariant()
                .Split(
                    [' ', '\n', '.', ',', ':', ';', '(', ')'],
                    StringSplitOptions.RemoveEmptyEntries
                )
        );
}
