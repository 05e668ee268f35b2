using System.Text.Json.Nodes;
using NotebookNet.Jupyter.Protocol;
using NotebookNet.Jupyter.Tests.Support;
using NotebookNet.Runner.Tests.Support;

namespace NotebookNet.Jupyter.Tests.Kernel;

/// <summary>What a front end sees of the cells that it executes.</summary>
[Collection(KernelCollection.Name)]
public class ExecuteTests(StartedKernel kernel)
{
    private readonly FrontEnd _frontEnd = kernel.FrontEnd;

    [Fact]
    public void A_cell_is_echoed_and_what_it_shows_comes_between_busy_and_idle()
    {
        Answer answer = _frontEnd.Execute(
            "Console.Write(\"a\"); Console.Error.Write(\"b\"); 6 * 7"
        );
        Assert.Equal("ok", answer.Status);
        Assert.Equal(
            ["status", "execute_input", "stream", "stream", "execute_result", "status"],
            answer.Types
        );
        Assert.Equal("busy", (string?)answer.Published[0].Content()["execution_state"]);
        Assert.Equal("a", answer.Printed());
        Assert.Equal("b", answer.Printed("stderr"));
        JsonObject input = Assert.Single(answer.Of("execute_input"));
        Assert.Equal((int)answer.Reply["execution_count"]!, (int)input["execution_count"]!);
        JsonObject result = Assert.Single(answer.Of("execute_result"));
        Assert.Equal((int)answer.Reply["execution_count"]!, (int)result["execution_count"]!);
        Assert.Contains("42", (string)result["data"]!["text/html"]!, StringComparison.Ordinal);
        Assert.Empty(answer.Reply["payload"]!.AsArray());
    }

    /// <summary>For front ends that show no HTML.</summary>
    [Theory]
    [InlineData("6 * 7", "42")]
    [InlineData("\"<&>\"[1]", "&")]
    [InlineData("new[] { 1, 2 }", "[ 1, 2 ]")]
    [InlineData("TimeSpan.FromSeconds(3)", "00:00:03")]
    public void A_value_that_is_one_line_has_its_text_beside_its_html(string code, string text)
    {
        JsonObject result = Assert.Single(_frontEnd.Execute(code).Of("execute_result"));
        Assert.Equal(text, (string?)result["data"]!["text/plain"]);
        Assert.NotNull(result["data"]!["text/html"]);
    }

    [Fact]
    public void Cells_see_what_earlier_ones_declared_and_are_counted()
    {
        Answer first = _frontEnd.Execute("int seen = 1;");
        Answer second = _frontEnd.Execute("Console.Write(seen);");
        Assert.Equal("1", second.Printed());
        Assert.Equal(
            (int)first.Reply["execution_count"]! + 1,
            (int)second.Reply["execution_count"]!
        );
    }

    [Theory]
    [InlineData("int x = ;", "CompilationError", "line 1, column 9: error CS1525")]
    [InlineData(
        "throw new InvalidOperationException(\"no\");",
        "System.InvalidOperationException",
        "no"
    )]
    public void An_error_stands_in_the_output_and_in_the_reply(
        string code,
        string name,
        string message
    )
    {
        Answer answer = _frontEnd.Execute(code);
        Assert.Equal("error", answer.Status);
        JsonObject error = Assert.Single(answer.Of("error"));
        Assert.Equal(name, (string?)error["ename"]);
        Assert.Contains(message, (string)error["evalue"]!, StringComparison.Ordinal);
        Assert.NotEmpty(error["traceback"]!.AsArray());
        foreach (string field in new[] { "ename", "evalue", "traceback" })
        {
            Assert.Equal(error[field]!.ToJsonString(), answer.Reply[field]!.ToJsonString());
        }
    }

    [Fact]
    public void A_silent_cell_shows_nothing_and_is_not_counted()
    {
        Answer before = _frontEnd.Execute("1");
        Answer silent = _frontEnd.Execute(
            "Console.Write(\"x\"); display(1); 2",
            ("silent", true),
            ("store_history", true)
        );
        Assert.Equal(["status", "status"], silent.Types);
        Assert.Equal("ok", silent.Status);
        Assert.Equal((int)before.Reply["execution_count"]!, (int)silent.Reply["execution_count"]!);
        Assert.Equal(
            (int)before.Reply["execution_count"]! + 1,
            (int)_frontEnd.Execute("1").Reply["execution_count"]!
        );
    }

    [Fact]
    public void A_silent_cell_that_fails_says_so_in_its_reply_alone()
    {
        Answer silent = _frontEnd.Execute("throw new Exception(\"quiet\");", ("silent", true));
        Assert.Equal(["status", "status"], silent.Types);
        Assert.Equal("error", silent.Status);
        Assert.Equal("quiet", (string?)silent.Reply["evalue"]);
    }

    [Fact]
    public void A_cell_that_is_not_stored_shows_what_it_shows_and_is_not_counted()
    {
        Answer before = _frontEnd.Execute("1");
        Answer answer = _frontEnd.Execute("\"unstored\"", ("store_history", false));
        Assert.Single(answer.Of("execute_result"));
        Assert.Equal((int)before.Reply["execution_count"]!, (int)answer.Reply["execution_count"]!);
        Answer history = _frontEnd.Ask(
            "history_request",
            new JsonObject
            {
                ["hist_access_type"] = "tail",
                ["n"] = 1,
                ["output"] = true,
            }
        );
        Assert.Equal("1", (string?)history.Reply["history"]![0]![2]![0]);
    }

    [Fact]
    public void User_expressions_are_evaluated_after_the_cell_each_for_itself()
    {
        Answer answer = _frontEnd.Execute(
            "int forExpressions = 3;",
            (
                "user_expressions",
                new JsonObject
                {
                    ["a"] = "\"v\" + forExpressions",
                    ["b"] = "nothing.Such",
                    ["c"] = "",
                }
            )
        );
        JsonObject values = answer.Reply["user_expressions"]!.AsObject();
        Assert.Equal("ok", answer.Status);
        Assert.Equal("v3", (string?)values["a"]!["data"]!["text/plain"]);
        Assert.Equal("error", (string?)values["b"]!["status"]);
        Assert.Equal("CompilationError", (string?)values["b"]!["ename"]);
        Assert.Equal("ok", (string?)values["c"]!["status"]);
        Assert.Empty(answer.Of("execute_result"));
        Assert.Empty(answer.Of("error"));
        Assert.Equal("ok", _frontEnd.Execute("forExpressions").Status);
    }

    [Fact]
    public void After_an_error_the_requests_that_wait_are_aborted_and_later_ones_are_not()
    {
        string failing = Request("System.Threading.Thread.Sleep(100); throw new Exception();");
        string[] waiting = [Request("1"), Request("2")];
        string info = _frontEnd.Send(Channel.Shell, "kernel_info_request", []);
        Assert.Equal("error", Status(failing));
        Assert.All(waiting, id => Assert.Equal("aborted", Status(id)));
        Assert.Equal("ok", Status(info));
        _frontEnd.Published(info);
        Assert.Equal("ok", _frontEnd.Execute("3").Status);
    }

    [Fact]
    public void After_an_error_the_requests_that_wait_go_on_where_that_is_asked_for()
    {
        string failing = _frontEnd.Send(
            Channel.Shell,
            "execute_request",
            new JsonObject
            {
                ["code"] = "System.Threading.Thread.Sleep(100); throw new Exception();",
                ["stop_on_error"] = false,
            }
        );
        string waiting = Request("1");
        Assert.Equal("error", Status(failing));
        Assert.Equal("ok", Status(waiting));
        _frontEnd.Published(waiting);
    }

    [Fact]
    public void Text_without_a_line_end_comes_while_the_cell_runs()
    {
        string file = Path.Combine(kernel.Folder, "go-on");
        string id = Request(
            $"Console.Write(\"begun\"); while (!System.IO.File.Exists({Literal(file)})) System.Threading.Thread.Sleep(5);"
        );
        JsonObject message;
        do
        {
            message = _frontEnd.Receive(Channel.IOPub);
        } while (message.Type() != "stream");

        Assert.Equal("begun", (string?)message.Content()["text"]);
        File.WriteAllText(file, "");
        Assert.Equal("ok", Status(id));
        _frontEnd.Published(id);
    }

    [Fact]
    public void Very_many_small_writes_are_few_messages()
    {
        Answer answer = _frontEnd.Execute("for (int i = 0; i < 200_000; i++) Console.Write('x');");
        Assert.Equal(200_000, answer.Printed().Length);
        Assert.InRange(answer.Of("stream").Count, 1, 5_000);
    }

    [Fact]
    public void Json_is_shown_as_json_and_all_else_as_text()
    {
        Answer answer = _frontEnd.Execute(
            """display(new[] { 1 }, "application/json"); display("{\"b\":2}", "application/geo+json"); display("{}", "text/plain");"""
        );
        JsonObject[] data =
        [
            .. answer.Of("display_data").Select(shown => shown["data"]!.AsObject()),
        ];
        Assert.Equal("[1]", data[0]["application/json"]!.ToJsonString());
        Assert.Equal("{\"b\":2}", data[1]["application/geo+json"]!.ToJsonString());
        Assert.Equal("{}", (string?)data[2]["text/plain"]);
    }

    [Fact]
    public void An_update_names_the_output_that_it_changes()
    {
        Answer answer = _frontEnd.Execute(
            "var shown = display(\"one\"); display(\"other\"); shown.Update(\"two\");"
        );
        string?[] ids =
        [
            .. answer
                .Of("display_data")
                .Select(shown => (string?)shown["transient"]!["display_id"]),
        ];
        Assert.Equal(2, ids.Distinct().Count());
        JsonObject update = Assert.Single(answer.Of("update_display_data"));
        Assert.Equal(ids[0], (string?)update["transient"]!["display_id"]);
        Assert.Equal("two", (string?)update["data"]!["text/plain"]);
        Assert.Equal(
            ids[0],
            (string?)
                _frontEnd.Execute("shown.Update(\"three\");").Of("update_display_data")[0][
                    "transient"
                ]!["display_id"]
        );
    }

    [Fact]
    public void What_a_started_process_prints_is_shown_in_its_cell()
    {
        Needs.Linux();
        Answer answer = _frontEnd.Execute(
            "System.Diagnostics.Process.Start(\"/bin/sh\", [\"-c\", \"echo von außen; echo oh >&2\"]).WaitForExit();"
        );
        Assert.Equal("von außen\n", answer.Printed());
        Assert.Equal("oh\n", answer.Printed("stderr"));
        Assert.Equal("", _frontEnd.Execute("1").Printed());
    }

    [Fact]
    public void Text_of_any_kind_goes_there_and_back()
    {
        const string Text = "é😀\\u2028<&\\\"\\\\\\u001b[1m";
        Answer answer = _frontEnd.Execute($"Console.Write(\"{Text}\");");
        Assert.Equal("é😀\u2028<&\"\\\u001b[1m", answer.Printed());
    }

    [Fact]
    public void A_request_and_an_output_may_have_megabytes()
    {
        Answer answer = _frontEnd.Execute(
            $"/*{new string('é', 1_000_000)}*/ display(HTML(new string('x', 2_000_000)));"
        );
        Assert.Equal("ok", answer.Status);
        JsonObject shown = Assert.Single(answer.Of("display_data"));
        Assert.Equal(2_000_000, ((string)shown["data"]!["text/html"]!).Length);
    }

    private string Request(string code) =>
        _frontEnd.Send(Channel.Shell, "execute_request", new JsonObject { ["code"] = code });

    private string Status(string id)
    {
        JsonObject reply = _frontEnd.Receive(Channel.Shell);
        Assert.Equal(id, reply.ParentId());
        return (string)reply.Content()["status"]!;
    }

    private static string Literal(string text) => System.Text.Json.JsonSerializer.Serialize(text);
}
