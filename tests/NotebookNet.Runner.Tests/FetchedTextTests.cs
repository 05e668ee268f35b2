using System.Net;
using System.Net.Sockets;
using System.Text;
using NotebookNet.Runner.Tests.Support;
using NotebookNet.Session;

namespace NotebookNet.Runner.Tests;

/// <summary>`#!value --from-url` against a server on this machine.</summary>
public sealed class FetchedTextTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    private readonly TcpListener _server = new(IPAddress.Loopback, 0);
    private readonly TemporaryFolder _folder = new();

    public FetchedTextTests() => _server.Start();

    private string Address => $"http://{_server.LocalEndpoint}/page";

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("text/html; charset=utf-8", "é", "text/html")]
    [InlineData("text/plain; charset=iso-8859-1", "é", "text/plain")]
    [InlineData("application/json", "{\"a\":1}", "application/json")]
    [InlineData(null, "plain", "text/plain")]
    public async Task A_text_comes_with_what_the_server_calls_it(
        string? type,
        string text,
        string mimeType
    )
    {
        Encoding encoding = type?.Contains("8859") == true ? Encoding.Latin1 : Encoding.UTF8;
        Task answered = AnswerAsync("200 OK", type, encoding.GetBytes(text));

        FetchedText fetched = await FetchedText.GetAsync(Address, s_patience);

        await answered;
        Assert.Equal(new FetchedText(text, mimeType), fetched);
    }

    [Fact]
    public async Task A_page_that_is_not_there_is_no_value()
    {
        Task answered = AnswerAsync("404 Not Found", "text/html", "<h1>no</h1>"u8.ToArray());

        await RefusesAsync(Address, "cannot be fetched: the server answers 404 Not Found");
        await answered;
    }

    [Fact]
    public async Task An_answer_that_is_too_long_is_refused_before_it_is_read()
    {
        Task answered = AnswerAsync(
            "200 OK",
            "text/plain",
            "start"u8.ToArray(),
            length: FetchedText.MostBytes + 1
        );

        await RefusesAsync(Address, $"{FetchedText.MostBytes}");
        await answered;
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_not_waited_for()
    {
        await Assert.ThrowsAsync<IOException>(() =>
            FetchedText.GetAsync(Address, TimeSpan.FromMilliseconds(50))
        );
    }

    [Fact]
    public async Task A_server_that_is_not_there_a_file_and_what_is_no_address()
    {
        string address = Address;
        _server.Stop();
        await File.WriteAllTextAsync(
            _folder["a b.txt"],
            "in a file",
            TestContext.Current.CancellationToken
        );

        await RefusesAsync(address, "cannot be fetched: ");
        await RefusesAsync("page.html", "is no address that begins with http, https or file");
        await RefusesAsync("ftp://host/page", "is no address that begins with http, https or file");
        await RefusesAsync(new Uri(_folder["absent"]).AbsoluteUri, "cannot be fetched: ");
        Assert.Equal(
            new FetchedText("in a file", "text/plain"),
            await FetchedText.GetAsync(new Uri(_folder["a b.txt"]).AbsoluteUri, s_patience)
        );
    }

    private static async Task RefusesAsync(string address, string reason)
    {
        IOException refused = await Assert.ThrowsAsync<IOException>(() =>
            FetchedText.GetAsync(address, s_patience)
        );
        Assert.StartsWith(address, refused.Message, StringComparison.Ordinal);
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }

    /// <summary>Answers one request.</summary>
    private async Task AnswerAsync(string status, string? type, byte[] content, int? length = null)
    {
        using TcpClient client = await _server.AcceptTcpClientAsync();
        NetworkStream stream = client.GetStream();
        using StreamReader request = new(stream, leaveOpen: true);
        while (await request.ReadLineAsync() is { Length: > 0 }) { }

        string contentType = type is null ? "" : $"Content-Type: {type}\r\n";
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"HTTP/1.1 {status}\r\n{contentType}Content-Length: {length ?? content.Length}\r\n\r\n"
            )
        );
        await stream.WriteAsync(content);
    }
}
