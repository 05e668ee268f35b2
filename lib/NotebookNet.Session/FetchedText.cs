using System.Globalization;
using Microsoft.DotNet.Interactive.Formatting;

namespace NotebookNet.Session;

/// <summary>A text from an address, with the mime type that it comes with.</summary>
/// <param name="Text">The text.</param>
/// <param name="MimeType">What the server calls it.</param>
internal sealed record FetchedText(string Text, string MimeType)
{
    /// <summary>How many bytes an answer may have: its text is shown, and stored in the notebook.</summary>
    public const int MostBytes = 10_000_000;

    /// <summary>How long an answer may take.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(30);

    /// <summary>Fetches a text.</summary>
    /// <exception cref="IOException">It cannot be had; the message names the address and the reason.</exception>
    public static async Task<FetchedText> GetAsync(string address, TimeSpan patience)
    {
        if (
            !Uri.TryCreate(address, UriKind.Absolute, out Uri? uri)
            || !(uri.IsFile || uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
        )
        {
            throw new IOException($"{address} is no address that begins with http, https or file");
        }

        try
        {
            return uri.IsFile ? await ReadAsync(uri.LocalPath) : await AnswerAsync(uri, patience);
        }
        catch (OperationCanceledException)
        {
            string seconds = patience.TotalSeconds.ToString(CultureInfo.InvariantCulture);
            throw new IOException($"{address} did not answer within {seconds} s");
        }
        catch (Exception exception)
            when (exception
                    is HttpRequestException
                        or IOException
                        or InvalidOperationException
                        or UnauthorizedAccessException
            )
        {
            throw new IOException($"{address} cannot be fetched: {exception.Message}");
        }
    }

    private static async Task<FetchedText> ReadAsync(string path) =>
        FileStatus.NoFile(path) is string kind ? throw new IOException($"{kind}, not a file")
        : new FileInfo(path).Length > MostBytes
            ? throw new IOException(Invariant($"it is larger than {MostBytes} bytes"))
        : new(await File.ReadAllTextAsync(path), PlainTextFormatter.MimeType);

    private static async Task<FetchedText> AnswerAsync(Uri address, TimeSpan patience)
    {
        using HttpClient client = new()
        {
            Timeout = patience,
            MaxResponseContentBufferSize = MostBytes,
        };
        using HttpResponseMessage answer = await client.GetAsync(address);
        if (!answer.IsSuccessStatusCode)
        {
            throw new IOException(
                Invariant($"the server answers {(int)answer.StatusCode} {answer.ReasonPhrase}")
            );
        }

        return new(
            await answer.Content.ReadAsStringAsync(),
            answer.Content.Headers.ContentType?.MediaType ?? PlainTextFormatter.MimeType
        );
    }
}
