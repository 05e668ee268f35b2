using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.DotNet.Interactive.Formatting;

namespace NotebookNet.Session;

/// <summary>Turns values into mime bundles with the formatters that are registered for their types.</summary>
internal static partial class MimeBundles
{
    public const string PlotlyMimeType = "application/vnd.plotly.v1+json";

    /// <summary>What the formatting package knows for values of every type.</summary>
    private static readonly HashSet<string> s_formatted =
    [
        HtmlFormatter.MimeType,
        PlainTextFormatter.MimeType,
        JsonFormatter.MimeType,
    ];

    /// <summary>How deep a shown value may be nested: in a notebook it stands some levels down.</summary>
    private const int DeepestShown = 400;

    private static readonly ConcurrentDictionary<Type, bool> s_offersPlotly = [];

    /// <summary>
    /// What a value shows: in the mime types asked for, else as plotly's JSON with its text where its type offers that (in a
    /// live session as HTML, too), else in the mime types its type prefers (`text/html` for everything but text).
    /// </summary>
    public static IReadOnlyDictionary<string, string> Of(object? value, params string[] mimeTypes)
    {
        IEnumerable<string> chosen =
            mimeTypes.Length > 0 ? mimeTypes
            : OffersPlotly(value) ? Figure()
            : Formatter.GetPreferredMimeTypesFor(value?.GetType());
        Dictionary<string, string> bundle = chosen
            .Distinct()
            .ToDictionary(mime => mime, mime => Format(value, mime));
        return mimeTypes.Length > 0 ? bundle : WithText(bundle);
    }

    /// <summary>What a cell's value shows: a value that is formatted already, or several, as what they are.</summary>
    public static IReadOnlyDictionary<string, string> OfResult(object? value) =>
        value switch
        {
            FormattedValue one => Of(value: null, [one]),
            IEnumerable<FormattedValue> several => Of(value: null, several),
            _ => Of(value),
        };

    /// <summary>
    /// What a value shows that the formatting package has formatted already: as it is, but as plotly's JSON where the type
    /// offers that and no other mime type was asked for.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Of(
        object? value,
        IEnumerable<FormattedValue> formatted
    )
    {
        Dictionary<string, string> bundle = [];
        foreach (FormattedValue one in formatted)
        {
            bundle[one.MimeType] = one.Value;
        }

        bool isAsPreferred =
            OffersPlotly(value)
            && bundle.Keys.SequenceEqual(Formatter.GetPreferredMimeTypesFor(value!.GetType()));
        return isAsPreferred ? Of(value) : WithText(bundle);
    }

    /// <summary>
    /// The bundle with its text, for front ends that show no HTML, where the HTML is that text and no more. It is read from the
    /// HTML: a value that is formatted once more may be computed once more.
    /// </summary>
    private static Dictionary<string, string> WithText(Dictionary<string, string> bundle)
    {
        if (
            CSharpSession.IsCurrentLive
            && bundle.Count == 1
            && bundle.TryGetValue(HtmlFormatter.MimeType, out string? html)
            && PlainHtml().Match(html) is { Success: true } match
        )
        {
            bundle[PlainTextFormatter.MimeType] = WebUtility.HtmlDecode(match.Groups["text"].Value);
        }

        return bundle;
    }

    /// <summary>How the formatting package writes a value that is a line of text.</summary>
    [GeneratedRegex(
        @"^(<div class=""dni-plaintext""><pre>(?<text>[^<]*)</pre></div>(<style>[^<]*</style>)?|<span>(?<text>[^<]*)</span>)$"
    )]
    private static partial Regex PlainHtml();

    /// <summary>
    /// A value in a mime type. Types for which the formatting package has nothing (`text/markdown`, `text/latex`) take a
    /// text as it is, of other values what they are as plain text.
    /// </summary>
    private static string Format(object? value, string mimeType)
    {
        if (value is string text && !s_formatted.Contains(mimeType))
        {
            return text;
        }

        try
        {
            return Formatted(value, mimeType);
        }
        catch (ArgumentException) when (!s_formatted.Contains(mimeType))
        {
            return Formatted(value, PlainTextFormatter.MimeType);
        }
    }

    private static string Formatted(object? value, string mimeType)
    {
        using LimitedWriter writer = new();
        using (FormatContext context = new(writer))
        {
            Formatter.FormatTo(value, context, mimeType);
        }

        return writer.ToString();
    }

    /// <summary>Whether contents of this mime type are JSON, stored as such and not as text.</summary>
    public static bool IsJson(string mimeType) =>
        mimeType == "application/json" || mimeType.EndsWith("+json", StringComparison.Ordinal);

    /// <summary>Whether a notebook can hold a value: it is JSON, so what a bundle says to be JSON must be; and it is not longer than the limit.</summary>
    /// <exception cref="InvalidDataException">It cannot.</exception>
    public static void Check(IReadOnlyDictionary<string, string> bundle)
    {
        if (OutputSize.Of(bundle.Values).Characters > OutputLimit.Characters)
        {
            throw OutputLimit.ValueTooLong();
        }

        foreach ((string mime, string content) in bundle.Where(entry => IsJson(entry.Key)))
        {
            try
            {
                StrictJson.Parse(content, DeepestShown);
            }
            catch (JsonException exception)
            {
                string start = content.Length > 80 ? content[..80] + "…" : content;
                throw new InvalidDataException(
                    $"what is shown as {mime} is {StrictJson.Describe(exception)}. It begins with: {start}"
                );
            }
        }
    }

    /// <summary>
    /// How a figure shows. A front end takes the richest form that it knows: few know plotly's, all know HTML. What is stored
    /// without a front end is drawn from its data.
    /// </summary>
    private static string[] Figure() =>
        CSharpSession.IsCurrentLive
            ? [PlotlyMimeType, HtmlFormatter.MimeType, PlainTextFormatter.MimeType]
            : [PlotlyMimeType, PlainTextFormatter.MimeType];

    private static bool OffersPlotly(object? value) =>
        value is not null && s_offersPlotly.GetOrAdd(value.GetType(), OffersPlotly);

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
