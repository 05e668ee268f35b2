using NotebookNet.Runner.Notebooks;

namespace NotebookNet.Runner.Classroom.Assigning;

/// <summary>A cell's text without what its marks keep from students.</summary>
/// <param name="Text">The text that is left.</param>
/// <param name="HasSolution">Whether a solution was marked in it.</param>
/// <param name="HasHidden">Whether checks or a scheme of points were.</param>
internal sealed record HandedOutText(string Text, bool HasSolution, bool HasHidden)
{
    /// <summary>Takes out of a cell what its marks enclose, and leaves a stub where a solution was.</summary>
    /// <exception cref="NotebookFormatException">A mark has no partner.</exception>
    public static HandedOutText Of(string source, bool isCode)
    {
        source = isCode ? MarkedRegion.AsComments(source) : source;
        IReadOnlyList<MarkedRegion> regions = MarkedRegion.FindAll(source, isCode);
        string text = source;
        foreach (MarkedRegion region in regions.Reverse())
        {
            (int start, int end) = (region.Span.Start, region.Span.End);
            if (region.Kind == MarkedRegion.Solution)
            {
                IReadOnlyList<string> lines = isCode ? Stub.For(text, region.Span) : [Stub.Text];
                string lineEnd = source[start..end].Contains("\r\n", StringComparison.Ordinal)
                    ? "\r\n"
                    : "\n";
                string stub = string.Join(lineEnd, lines.Select(line => region.Indent + line));
                text = string.Concat(
                    text.AsSpan(0, start),
                    stub,
                    text[start..end].EndsWith('\r') ? "\r" : "",
                    text.AsSpan(end)
                );
            }
            else
            {
                // A line that is taken out takes its line end with it, and the last one that before it.
                bool isLast = end == text.Length;
                string before = text[..start];
                before =
                    isLast && before.EndsWith("\r\n", StringComparison.Ordinal) ? before[..^2]
                    : isLast && before.EndsWith('\n') ? before[..^1]
                    : before;
                text = before + (isLast ? "" : text[(end + 1)..]);
            }
        }

        return new HandedOutText(
            text,
            regions.Any(region => region.Kind == MarkedRegion.Solution),
            regions.Any(region => region.Kind != MarkedRegion.Solution)
        );
    }
}
