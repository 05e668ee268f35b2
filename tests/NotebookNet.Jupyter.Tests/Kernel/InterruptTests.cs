using System.Text.Json.Nodes;
using NotebookNet.Jupyter.Protocol;
using NotebookNet.Jupyter.Tests.Support;
using NotebookNet.Runner.Tests.Support;

namespace NotebookNet.Jupyter.Tests.Kernel;

/// <summary>Cells that are interrupted, and cells that ask who is at the keyboard.</summary>
[Collection(KernelCollection.Name)]
public class InterruptTests(StartedKernel kernel)
{
    private readonly FrontEnd _frontEnd = kernel.FrontEnd;

    [Theory]
    [InlineData("while (true) { }")]
    [InlineData("System.Threading.Thread.Sleep(-1);")]
    [InlineData("await Task.Delay(-1);")]
    public void An_interrupt_ends_the_cell_and_keeps_its_variables(string code)
    {
        _frontEnd.Execute("int kept = 5;");
        string id = Begin($"kept = 6; Console.Write(\"begun\"); {code}");
        Answer interrupt = _frontEnd.Ask("interrupt_request", [], Channel.Control);
        Assert.Equal("ok", interrupt.Status);
        JsonObject reply = _frontEnd.Receive(Channel.Shell);
        Assert.Equal(id, reply.ParentId());
        Assert.Equal("error", (string?)reply.Content()["status"]);
        Assert.Equal("Interrupted", (string?)reply.Content()["ename"]);
        Assert.Equal("6", _frontEnd.Execute("Console.Write(kept);").Printed());
    }

    [Fact]
    public void SIGINT_interrupts_the_cell_too()
    {
        Needs.Linux();
        string id = Begin("Console.Write(\"begun\"); while (true) { }");
        RunnerProcess.Signal(kernel.Process, "INT");
        JsonObject reply = _frontEnd.Receive(Channel.Shell);
        Assert.Equal(id, reply.ParentId());
        Assert.Equal("Interrupted", (string?)reply.Content()["ename"]);
        _frontEnd.Published(id);
        RunnerProcess.Signal(kernel.Process, "INT");
        RunnerProcess.Signal(kernel.Process, "INT");
        // A signal that comes late may stop a cell; the kernel lives on.
        StartedKernel.Until("a cell runs", () => _frontEnd.Execute("1").Status == "ok");
    }

    [Fact]
    public void An_interrupt_aborts_the_requests_that_wait()
    {
        string id = Begin("Console.Write(\"begun\"); while (true) { }");
        string[] waiting =
        [
            .. Enumerable
                .Range(0, 20)
                .Select(_ =>
                    _frontEnd.Send(
                        Channel.Shell,
                        "execute_request",
                        new JsonObject { ["code"] = "Console.Write(\"not this\");" }
                    )
                ),
        ];
        _frontEnd.Send(Channel.Control, "interrupt_request", []);
        Assert.Equal(id, _frontEnd.Receive(Channel.Shell).ParentId());
        foreach (string aborted in waiting)
        {
            JsonObject reply = _frontEnd.Receive(Channel.Shell);
            Assert.Equal(aborted, reply.ParentId());
            Assert.Equal("aborted", (string?)reply.Content()["status"]);
        }

        _frontEnd.Receive(Channel.Control);
        Assert.Equal("ok", _frontEnd.Execute("1").Status);
    }

    [Fact]
    public void A_line_that_is_typed_comes_to_the_cell()
    {
        string id = Ask("Console.Write(Console.ReadLine());");
        JsonObject question = _frontEnd.Receive(Channel.Stdin);
        Assert.Equal("input_request", question.Type());
        Assert.Equal(id, question.ParentId());
        Assert.False((bool)question.Content()["password"]!);
        Reply("getippt é😀", question["header"]!.AsObject());
        Assert.Equal(id, _frontEnd.Receive(Channel.Shell).ParentId());
        Assert.Equal("getippt é😀", Printed(id));
    }

    [Fact]
    public void An_answer_to_another_question_or_before_one_is_not_taken()
    {
        Reply("too early", null);
        string id = Ask("Console.Write(Console.ReadLine());");
        JsonObject question = _frontEnd.Receive(Channel.Stdin);
        Reply("another's", new JsonObject { ["msg_id"] = "x", ["msg_type"] = "input_request" });
        using (FrontEnd other = new(kernel.ConnectionFile))
        {
            other.WaitUntilConnected();
            other.Send(Channel.Stdin, "input_reply", new JsonObject { ["value"] = "a stranger's" });
            // Nothing says that it has come: it has some time.
            Thread.Sleep(500);
        }

        Reply("right", question["header"]!.AsObject());
        Assert.Equal(id, _frontEnd.Receive(Channel.Shell).ParentId());
        Assert.Equal("right", Printed(id));
    }

    [Fact]
    public void Without_allow_stdin_reading_fails_and_says_why()
    {
        Answer answer = _frontEnd.Execute("Console.ReadLine();", ("allow_stdin", false));
        Assert.Equal("error", answer.Status);
        Assert.Contains(
            "There is no input",
            (string)answer.Reply["evalue"]!,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void An_interrupt_ends_the_waiting_for_a_line()
    {
        string id = Ask("Console.ReadLine();");
        _frontEnd.Receive(Channel.Stdin);
        _frontEnd.Send(Channel.Control, "interrupt_request", []);
        JsonObject reply = _frontEnd.Receive(Channel.Shell);
        Assert.Equal(id, reply.ParentId());
        Assert.Equal("Interrupted", (string?)reply.Content()["ename"]);
        Assert.DoesNotContain(
            "NotebookNet",
            reply.Content()["traceback"]!.ToJsonString(),
            StringComparison.Ordinal
        );
        _frontEnd.Receive(Channel.Control);
        _frontEnd.Published(id);
        Assert.Equal("ok", _frontEnd.Execute("1").Status);
    }

    [Fact]
    public void What_a_cell_takes_away_is_cleared()
    {
        Answer answer = _frontEnd.Execute(
            "display(\"a\"); ClearOutput(); display(\"b\"); ClearOutput(wait: true); display(\"c\");"
        );
        Assert.Equal(
            [false, true],
            answer.Of("clear_output").Select(cleared => (bool)cleared["wait"]!)
        );
    }

    /// <summary>Executes a cell that prints when it has begun, and waits for that.</summary>
    private string Begin(string code)
    {
        string id = _frontEnd.Send(
            Channel.Shell,
            "execute_request",
            new JsonObject { ["code"] = code }
        );
        JsonObject message;
        do
        {
            message = _frontEnd.Receive(Channel.IOPub);
        } while (message.ParentId() != id || message.Type() != "stream");

        return id;
    }

    private string Ask(string code) =>
        _frontEnd.Send(
            Channel.Shell,
            "execute_request",
            new JsonObject { ["code"] = code, ["allow_stdin"] = true }
        );

    private void Reply(string line, JsonObject? question) =>
        _frontEnd.Send(
            Channel.Stdin,
            "input_reply",
            new JsonObject { ["value"] = line },
            question?.DeepClone().AsObject()
        );

    private string Printed(string id) => new Answer(id, [], _frontEnd.Published(id)).Printed();
}
