using System.Text;
using System.Text.Json;
using NotebookNet.Jupyter.Protocol;

namespace NotebookNet.Jupyter.Tests.Protocol;

public class WireFormatTests
{
    private const string Header = "{\"msg_id\":\"1\",\"msg_type\":\"execute_request\"}";

    private static readonly byte[] s_key = "key"u8.ToArray();

    private readonly WireFormat _wire = new(s_key);

    [Fact]
    public void A_message_is_read_with_whom_it_is_from()
    {
        Message message = _wire.Read(
            Channel.Shell,
            Signed(Header, "{\"msg_id\":\"0\"}", "{}", "{\"code\":\"é\"}", "a", "b")
        );
        Assert.Equal("1", message.Id);
        Assert.Equal("execute_request", message.Type);
        Assert.Equal("0", message.ParentId);
        Assert.Equal("é", message.Content.Text("code"));
        Assert.Equal(["a", "b"], message.Identities.Select(Encoding.UTF8.GetString));
    }

    [Fact]
    public void Buffers_behind_the_content_are_taken_and_not_looked_at()
    {
        List<byte[]> frames = [.. Signed(Header, "{}", "{}", "{}"), [1, 2], []];
        Assert.Equal("1", _wire.Read(Channel.Shell, frames).Id);
    }

    [Fact]
    public void What_is_written_can_be_read()
    {
        Message request = _wire.Read(Channel.Shell, Signed(Header, "{}", "{}", "{}", "a"));
        (string id, IReadOnlyList<byte[]> frames) = _wire.Write(
            request.Identities,
            "execute_reply",
            request,
            "{\"status\":\"ok\"}"u8.ToArray()
        );
        Message reply = new WireFormat(s_key).Read(Channel.Shell, frames);
        Assert.Equal(id, reply.Id);
        Assert.Equal("1", reply.ParentId);
        Assert.Equal("ok", reply.Content.Text("status"));
        Assert.Equal(WireFormat.ProtocolVersion, reply.Header.Text("version"));
        Assert.Equal("a", Encoding.UTF8.GetString(reply.Identities[0]));
        Assert.True(DateTime.TryParse(reply.Header.Text("date"), out _));
    }

    [Fact]
    public void Every_text_can_be_written()
    {
        byte[] json = WireFormat.Json(writer =>
            writer.WriteStringValue("\0\u001b[1m<é😀\ud800\"\\\u2028")
        );
        Assert.Equal("\0\u001b[1m<é😀\ufffd\"\\\u2028", JsonSerializer.Deserialize<string>(json));
    }

    [Theory]
    [InlineData("x", "{}", "{}", "{}", "its header is not JSON")]
    [InlineData("", "{}", "{}", "{}", "its header is not JSON")]
    [InlineData("[]", "{}", "{}", "{}", "its header is a JSON Array")]
    [InlineData("{}", "{}", "{}", "{}", "\"msg_id\" is missing")]
    [InlineData("{\"msg_id\":5}", "{}", "{}", "{}", "\"msg_id\" is a JSON Number")]
    [InlineData("{\"msg_id\":\"\\udfff\"}", "{}", "{}", "{}", "\"msg_id\" is no Unicode text")]
    [InlineData("{\"msg_id\":\"1\"}", "{}", "{}", "{}", "\"msg_type\" is missing")]
    [InlineData(Header, "null", "{}", "{}", "its parent header is a JSON Null")]
    [InlineData(Header, "{}", "5", "{}", "its metadata is a JSON Number")]
    [InlineData(Header, "{}", "{}", "{\"code\":", "its content is not JSON")]
    [InlineData(Header, "{}", "{}", "{\"a\":NaN}", "its content is not JSON")]
    [InlineData(Header, "{}", "{}", "{} {}", "its content is not JSON")]
    public void What_is_wrong_in_a_message_is_said(
        string header,
        string parent,
        string metadata,
        string content,
        string message
    ) => Refuses(Signed(header, parent, metadata, content), message);

    [Fact]
    public void A_message_may_not_be_nested_without_end()
    {
        string deep = $"{{\"a\":{new string('[', 100_000)}{new string(']', 100_000)}}}";
        Refuses(Signed(Header, "{}", "{}", deep), "nested too deep");
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused()
    {
        byte[][] parts =
        [
            [0xff, 0xfe],
            "{}"u8.ToArray(),
            "{}"u8.ToArray(),
            "{}"u8.ToArray(),
        ];
        byte[] signature = new MessageSignatures(s_key).Sign(parts);
        Refuses(["<IDS|MSG>"u8.ToArray(), signature, .. parts], "its header is not JSON");
    }

    [Theory]
    [InlineData(0, "no frame is <IDS|MSG>")]
    [InlineData(1, "0 frames after <IDS|MSG>; expected at least 5")]
    [InlineData(5, "4 frames after <IDS|MSG>; expected at least 5")]
    public void A_message_with_too_few_frames_is_refused(int count, string message) =>
        Refuses([.. Signed(Header, "{}", "{}", "{}").Take(count)], message);

    [Fact]
    public void A_message_that_comes_again_is_refused()
    {
        IReadOnlyList<byte[]> frames = Signed(Header, "{}", "{}", "{}");
        _wire.Read(Channel.Shell, frames);
        Refuses(frames, "its signature has come before");
    }

    [Fact]
    public void A_message_of_somebody_without_the_key_is_refused()
    {
        IReadOnlyList<byte[]> frames = Signed(Header, "{}", "{}", "{}");
        frames[1][0] ^= 1;
        Refuses(frames, "its signature is not that of the connection file's key");
        frames[1][0] ^= 1;
        frames[5][0] = (byte)' ';
        Refuses(frames, "its signature is not that of the connection file's key");
    }

    [Fact]
    public void Without_a_key_messages_are_neither_signed_nor_checked()
    {
        WireFormat open = new([]);
        byte[] empty = "{}"u8.ToArray();
        byte[][] frames =
        [
            "<IDS|MSG>"u8.ToArray(),
            "any"u8.ToArray(),
            Encoding.UTF8.GetBytes(Header),
            empty,
            empty,
            empty,
        ];
        open.Read(Channel.Shell, frames);
        open.Read(Channel.Shell, frames);
        Assert.Empty(open.Write([], "status", null, empty).Frames[1]);
    }

    [Fact]
    public void Of_very_many_signatures_the_last_are_known()
    {
        SeenSignatures seen = new();
        byte[] first = Digits(0);
        Assert.True(seen.IsNew(first));
        for (int i = 1; i < 1 << 16; i++)
        {
            Assert.True(seen.IsNew(Digits(i)));
        }

        Assert.False(seen.IsNew(first));
        Assert.True(seen.IsNew(Digits(1 << 16)));
        Assert.True(seen.IsNew(first));
    }

    private static byte[] Digits(int number) =>
        Encoding.ASCII.GetBytes(
            number
                .ToString("x64", System.Globalization.CultureInfo.InvariantCulture)[32..]
                .PadRight(64, '0')
        );

    private void Refuses(IReadOnlyList<byte[]> frames, string message)
    {
        MessageFormatException exception = Assert.Throws<MessageFormatException>(() =>
            _wire.Read(Channel.Shell, frames)
        );
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    private static IReadOnlyList<byte[]> Signed(
        string header,
        string parent,
        string metadata,
        string content,
        params string[] identities
    )
    {
        byte[][] parts =
        [
            .. new[] { header, parent, metadata, content }.Select(Encoding.UTF8.GetBytes),
        ];
        return
        [
            .. identities.Select(Encoding.UTF8.GetBytes),
            "<IDS|MSG>"u8.ToArray(),
            new MessageSignatures(s_key).Sign(parts),
            .. parts,
        ];
    }
}
