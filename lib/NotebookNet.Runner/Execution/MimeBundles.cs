using System.Collections.Concurrent;
using Microsoft.DotNet.Interactive.Formatting;

namespace NotebookNet.Runner.Execution;

/// <summary>Turns values into mime bundles with the formatters that are registered for their types.</summary>
internal static class MimeBundles
{
    public const string PlotlyMimeType = "application/vnd.plotly.v1+json";

    private static readonly ConcurrentDictionary<Type, bool> s_offersPlotly = [];

    /// <summary>
    /// What a value shows: in the mime types asked for, else as plotly's JSON with its text where its type offers that,
    /// else in the mime types its type prefers (`text/html` for everything but text).
    /// </summary>
    public static IReadOnlyDictionary<string, string> Of(object? value, params string[] mimeTypes)
    {
        IEnumerable<string> chosen = mimeTypes;
        if (mimeTypes.Length == 0)
        {
            chosen =
                value is not null && s_offersPlotly.GetOrAdd(value.GetType(), OffersPlotly)
                    ? [PlotlyMimeType, PlainTextFormatter.MimeType]
                    : Formatter.GetPreferredMimeTypesFor(value?.GetType());
        }

        return chosen
            .Distinct()
            .ToDictionary(mime => mime, mime => Formatter.ToDisplayString(value, mime));
    }

    private static bool OffersPlotly(Type type)
    {
        try
        {
            return Formatter.GetPreferredFormatterFor(type, PlotlyMimeType) is not null;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
