using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NotebookNet.Course.Tests.Model;

namespace NotebookNet.Course.Tests.Rules;

/// <summary>No source and no output names a path of somebody's machine.</summary>
internal sealed partial class NoAbsolutePaths : IRule
{
    public IEnumerable<Violation> Find(Chapter chapter, Model.Course course)
    {
        foreach (ChapterCell cell in chapter.Cells)
        {
            foreach (
                (string where, string text) in Strings(cell.Stored.Outputs, "its output")
                    .Prepend(("its source", cell.Source))
            )
            {
                foreach (Match path in AbsolutePath().Matches(text))
                {
                    yield return chapter.Violation(
                        cell,
                        $"{where} names the absolute path {path.Value}, expected one from the notebook's folder or none"
                    );
                }
            }
        }
    }

    /// <summary>The texts in JSON; neither pictures nor packed numbers.</summary>
    private static IEnumerable<(string, string)> Strings(JsonNode? node, string where) =>
        node switch
        {
            JsonObject members => members
                .Where(member =>
                    member.Key != "bdata"
                    && !member.Key.StartsWith("image/", StringComparison.Ordinal)
                )
                .SelectMany(member => Strings(member.Value, where)),
            JsonArray items => items.SelectMany(item => Strings(item, where)),
            JsonValue value
                when value.GetValueKind() == JsonValueKind.String
                    && (string)value! is var text
                    && !text.StartsWith("data:", StringComparison.Ordinal) => [(where, text)],
            _ => [],
        };

    [GeneratedRegex(
        @"(?<![\w.:/~\\-])/(home|root|work|usr|tmp|Users|mnt|media|var|opt|etc|src|builds?|private|github|__w)/[\w.][^\s""'<>|]*|(?<![\w])[A-Za-z]:\\{1,2}[\w.][^\s""'<>|]*|(?<!\w)file:///?[^\s""'<>]+"
    )]
    private static partial Regex AbsolutePath();
}
