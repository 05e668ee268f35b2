using System.Text;
using System.Text.Json.Nodes;
using NotebookNet.Jupyter.Protocol;
using NotebookNet.Runner.Tests.Support;

namespace NotebookNet.Jupyter.Tests.Protocol;

public sealed class ConnectionFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string FilePath => _folder["kernel.json"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("127.0.0.1", "tcp://127.0.0.1:5001")]
    [InlineData("localhost", "tcp://127.0.0.1:5001")]
    [InlineData("::1", "tcp://[::1]:5001")]
    [InlineData("*", "tcp://0.0.0.0:5001")]
    public void A_file_says_where_the_kernel_is_expected(string ip, string endPoint)
    {
        JsonObject file = Valid();
        file["ip"] = ip;
        ConnectionFile connection = Read(file);
        Assert.Equal(endPoint, connection.EndPoint(Channel.Shell));
        Assert.Equal(5005, connection.Ports[Channel.Heartbeat]);
        Assert.Equal("key", Encoding.UTF8.GetString(connection.Key));
    }

    [Fact]
    public void Without_a_key_messages_are_not_signed_whatever_the_scheme()
    {
        JsonObject file = Valid();
        file["key"] = "";
        file["signature_scheme"] = "";
        Assert.Empty(Read(file).Key);
    }

    [Theory]
    [InlineData("transport", "\"ipc\"", "\"transport\" is \"ipc\"")]
    [InlineData("transport", "5", "\"transport\" is 5; expected a text")]
    [InlineData("signature_scheme", "\"hmac-md5\"", "\"hmac-sha256\" only")]
    [InlineData("ip", "\"example.org\"", "\"ip\" is \"example.org\"; expected an address")]
    [InlineData("ip", "\"\\ud800\"", "\"ip\" is no Unicode text")]
    [InlineData("shell_port", null, "\"shell_port\" is missing")]
    [InlineData("iopub_port", "0", "\"iopub_port\" is 0; expected a number from 1 to 65535")]
    [InlineData("stdin_port", "65536", "\"stdin_port\" is 65536")]
    [InlineData("control_port", "\"5\"", "\"control_port\" is \"5\"")]
    [InlineData("hb_port", "1.5", "\"hb_port\" is 1.5")]
    [InlineData("hb_port", "5001", "two of its ports are the same")]
    public void A_wrong_field_is_named(string name, string? value, string message)
    {
        JsonObject file = Valid();
        file.Remove(name);
        string text = file.ToJsonString();
        Refuses(
            value is null ? text : $"{text[..^1]},\"{name}\":{value}}}",
            $"{FilePath}: ",
            message
        );
    }

    [Theory]
    [InlineData("", "not JSON (line 1, byte 1)")]
    [InlineData("{\n\"ip\": }", "not JSON (line 2, byte 7)")]
    [InlineData("[]", "no JSON object")]
    [InlineData("null", "no JSON object")]
    public void What_is_no_connection_file_is_refused(string text, string message) =>
        Refuses(text, $"{FilePath}: ", message);

    [Fact]
    public void A_file_that_cannot_be_read_is_named()
    {
        ConnectionException missing = Assert.Throws<ConnectionException>(() =>
            ConnectionFile.Read(FilePath)
        );
        Assert.StartsWith($"{FilePath}: cannot be read", missing.Message, StringComparison.Ordinal);
        ConnectionException folder = Assert.Throws<ConnectionException>(() =>
            ConnectionFile.Read(_folder.Path)
        );
        Assert.StartsWith(
            $"{_folder.Path}: cannot be read",
            folder.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_large_file_is_not_read() =>
        Refuses(new string(' ', 2_000_000), "2,000,000 bytes");

    private static JsonObject Valid() =>
        new()
        {
            ["transport"] = "tcp",
            ["ip"] = "127.0.0.1",
            ["shell_port"] = 5001,
            ["iopub_port"] = 5002,
            ["stdin_port"] = 5003,
            ["control_port"] = 5004,
            ["hb_port"] = 5005,
            ["key"] = "key",
            ["signature_scheme"] = "hmac-sha256",
        };

    private ConnectionFile Read(JsonObject file)
    {
        File.WriteAllText(FilePath, file.ToJsonString());
        return ConnectionFile.Read(FilePath);
    }

    private void Refuses(string text, params string[] said)
    {
        File.WriteAllText(FilePath, text);
        ConnectionException exception = Assert.Throws<ConnectionException>(() =>
            ConnectionFile.Read(FilePath)
        );
        Assert.All(
            said,
            words => Assert.Contains(words, exception.Message, StringComparison.Ordinal)
        );
    }
}
