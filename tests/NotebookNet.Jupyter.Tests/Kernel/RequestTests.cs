using System.Text;
using System.Text.Json.Nodes;
using NotebookNet.Jupyter.Protocol;
using NotebookNet.Jupyter.Tests.Support;

namespace NotebookNet.Jupyter.Tests.Kernel;

/// <summary>What a front end may ask besides executing cells, and what it may send by mistake or by malice.</summary>
[Collection(KernelCollection.Name)]
public class RequestTests(StartedKernel kernel)
{
    private const string Header = "{\"msg_id\":\"m\",\"msg_type\":\"execute_request\"}";

    private const string HalfCharacter =
        "{\"\\ud800msg_id\":1,\"msg_id\":\"m\",\"msg_type\":\"\",\"session\":\"\\udfff\"}";

    private readonly FrontEnd _frontEnd = kernel.FrontEnd;

    [Fact]
    public void The_kernel_says_what_it_is()
    {
        Assert.Equal("ok", (string?)kernel.Info["status"]);
        Assert.Equal("5.4", (string?)kernel.Info["protocol_version"]);
        Assert.Equal("notebooknet", (string?)kernel.Info["implementation"]);
        Assert.NotEqual("", (string?)kernel.Info["implementation_version"]);
        JsonNode language = kernel.Info["language_info"]!;
        Assert.Equal("C#", (string?)language["name"]);
        Assert.Equal(".cs", (string?)language["file_extension"]);
        Assert.Equal("text/x-csharp", (string?)language["mimetype"]);
        Assert.Contains("C#", (string?)kernel.Info["banner"], StringComparison.Ordinal);
    }

    [Fact]
    public void Control_answers_while_a_cell_runs()
    {
        string file = Path.Combine(kernel.Folder, "control-answered");
        string id = _frontEnd.Send(
            Channel.Shell,
            "execute_request",
            new JsonObject
            {
                ["code"] =
                    $"while (!System.IO.File.Exists({System.Text.Json.JsonSerializer.Serialize(file)})) System.Threading.Thread.Sleep(5);",
            }
        );
        string info = _frontEnd.Send(Channel.Control, "kernel_info_request", []);
        JsonObject reply = _frontEnd.Receive(Channel.Control);
        Assert.Equal(info, reply.ParentId());
        Assert.Null(_frontEnd.TryReceive(Channel.Shell, TimeSpan.Zero));
        File.WriteAllText(file, "");
        Assert.Equal(id, _frontEnd.Receive(Channel.Shell).ParentId());
        _frontEnd.Published(id);
    }

    [Fact]
    public void There_are_no_comms_and_what_is_opened_is_closed()
    {
        Answer info = _frontEnd.Ask("comm_info_request", []);
        Assert.Empty(info.Reply["comms"]!.AsObject());
        string id = _frontEnd.Send(
            Channel.Shell,
            "comm_open",
            new JsonObject
            {
                ["comm_id"] = "c",
                ["target_name"] = "t",
                ["data"] = new JsonObject(),
            }
        );
        JsonObject closed = _frontEnd.Published(id)[1];
        Assert.Equal("comm_close", closed.Type());
        Assert.Equal("c", (string?)closed.Content()["comm_id"]);
        foreach (string type in new[] { "comm_msg", "comm_close" })
        {
            id = _frontEnd.Send(Channel.Shell, type, new JsonObject { ["comm_id"] = "c" });
            Assert.Equal(2, _frontEnd.Published(id).Count);
        }
    }

    [Fact]
    public void A_debugger_is_told_that_there_is_none()
    {
        Answer answer = _frontEnd.Ask(
            "debug_request",
            new JsonObject
            {
                ["seq"] = 3,
                ["command"] = "debugInfo",
                ["type"] = "request",
            },
            Channel.Control
        );
        Assert.False((bool)answer.Reply["success"]!);
        Assert.Equal(3, (int)answer.Reply["request_seq"]!);
        Assert.Equal("debugInfo", (string?)answer.Reply["command"]);
    }

    [Theory]
    [InlineData("frobnicate_request")]
    [InlineData("")]
    [InlineData("execute_reply")]
    public void What_is_not_known_is_logged_and_not_answered(string type)
    {
        string id = _frontEnd.Send(Channel.Shell, type, []);
        Assert.Equal(2, _frontEnd.Published(id).Count);
        Assert.Null(_frontEnd.TryReceive(Channel.Shell, TimeSpan.Zero));
    }

    [Theory]
    [InlineData("execute_request", "{}", "\"code\" is missing")]
    [InlineData("execute_request", "{\"code\":5}", "\"code\" is a JSON Number; expected a text")]
    [InlineData(
        "execute_request",
        "{\"code\":\"\",\"silent\":\"yes\"}",
        "\"silent\" is a JSON String"
    )]
    [InlineData(
        "execute_request",
        "{\"code\":\"\",\"user_expressions\":[]}",
        "\"user_expressions\""
    )]
    [InlineData(
        "execute_request",
        "{\"code\":\"\",\"user_expressions\":{\"a\":1}}",
        "\"a\" is a JSON Number"
    )]
    [InlineData("complete_request", "{\"code\":\"\",\"cursor_pos\":1e99}", "\"cursor_pos\"")]
    [InlineData("inspect_request", "{}", "\"code\" is missing")]
    [InlineData("is_complete_request", "{\"code\":null}", "\"code\" is missing")]
    [InlineData(
        "history_request",
        "{\"hist_access_type\":\"x\"}",
        "expected range, tail or search"
    )]
    public void A_request_that_lacks_something_is_told_what(
        string type,
        string content,
        string message
    )
    {
        Answer answer = _frontEnd.Ask(type, JsonNode.Parse(content)!.AsObject());
        Assert.Equal("error", answer.Status);
        Assert.Equal("MessageError", (string?)answer.Reply["ename"]);
        Assert.Contains(message, (string)answer.Reply["evalue"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(nameof(Channel.Shell))]
    [InlineData(nameof(Channel.Control))]
    [InlineData(nameof(Channel.Stdin))]
    [InlineData(nameof(Channel.Heartbeat))]
    public void Garbage_is_dropped_and_the_kernel_goes_on(string name)
    {
        Channel channel = Enum.Parse<Channel>(name);
        byte[] text = "<IDS|MSG>"u8.ToArray();
        _frontEnd.Send(
            channel,
            [
                [],
            ]
        );
        _frontEnd.Send(channel, [0, 255, 1]);
        _frontEnd.Send(channel, text);
        _frontEnd.Send(channel, text, text, text, text, text, text, text);
        _frontEnd.Send(channel, [.. Enumerable.Repeat(Array.Empty<byte>(), 10_000)]);
        _frontEnd.Send(channel, _frontEnd.Sign("{}", "{}", "{}", "{}"));
        _frontEnd.Send(channel, _frontEnd.Sign("x", "x", "x", "x"));
        _frontEnd.Send(channel, _frontEnd.Sign(Header, "{}", "{}", new string('[', 100_000)));
        _frontEnd.Send(channel, _frontEnd.Sign(HalfCharacter, "{}", "{}", "{}"));
        _frontEnd.Send(channel, new byte[5_000_000]);
        (_, byte[][] forged) = _frontEnd.Frames(
            "execute_request",
            new JsonObject { ["code"] = "Console.Write(\"forged\");" }
        );
        forged[1] = Encoding.ASCII.GetBytes(new string('0', 64));
        _frontEnd.Send(channel, forged);
        if (channel == Channel.Heartbeat)
        {
            for (int i = 0; i < 11; i++)
            {
                _frontEnd.ReceiveFrames(channel);
            }
        }

        Answer answer = _frontEnd.Execute("Console.Write(\"on\");");
        Assert.Equal("on", answer.Printed());
    }

    [Fact]
    public void A_message_that_comes_again_is_not_done_again()
    {
        (string id, byte[][] frames) = _frontEnd.Frames(
            "execute_request",
            new JsonObject { ["code"] = "Console.Write(\"once\");" }
        );
        _frontEnd.Send(Channel.Shell, frames);
        _frontEnd.Send(Channel.Shell, frames);
        Assert.Equal(id, _frontEnd.Receive(Channel.Shell).ParentId());
        Answer answer = _frontEnd.Execute("1");
        Assert.Equal("ok", answer.Status);
    }

    [Fact]
    public void A_heartbeat_comes_back_as_it_is()
    {
        _frontEnd.Send(Channel.Heartbeat, "ping"u8.ToArray());
        Assert.Equal("ping"u8.ToArray(), Assert.Single(_frontEnd.ReceiveFrames(Channel.Heartbeat)));
    }
}
