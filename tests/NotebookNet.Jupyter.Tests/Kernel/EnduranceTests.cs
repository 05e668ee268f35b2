using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using NotebookNet.Jupyter.Protocol;
using NotebookNet.Jupyter.Tests.Support;

namespace NotebookNet.Jupyter.Tests.Kernel;

/// <summary>What a kernel bears: very much of everything, for a long time. Each in a process of its own.</summary>
[Trait("Tier", "long")]
public class EnduranceTests
{
    private const long Megabyte = 1 << 20;

    [Fact]
    public void Very_many_requests_that_wait_are_aborted_and_take_no_memory()
    {
        const int Requests = 300_000;
        using StartedKernel kernel = new();
        FrontEnd frontEnd = kernel.FrontEnd;
        frontEnd.Execute("1");
        long before = kernel.Memory;
        string failing = frontEnd.Send(
            Channel.Shell,
            "execute_request",
            new JsonObject { ["code"] = "while (true) { }" }
        );
        // The rest waits with who sends: another thread does.
        Thread sending = new(() =>
        {
            using FrontEnd flooding = new(kernel.ConnectionFile);
            for (int i = 0; i < Requests; i++)
            {
                flooding.Send(
                    Channel.Shell,
                    "execute_request",
                    new JsonObject { ["code"] = "1", ["store_history"] = true }
                );
            }
        });
        sending.Start();
        Thread.Sleep(TimeSpan.FromSeconds(10));
        Assert.InRange(kernel.Memory - before, long.MinValue, 300 * Megabyte);
        frontEnd.Send(Channel.Control, "interrupt_request", []);
        Assert.Equal(failing, frontEnd.Receive(Channel.Shell).ParentId());
        frontEnd.Receive(Channel.Control);
        Assert.Equal("ok", frontEnd.Ask("kernel_info_request", [], Channel.Control).Status);
        sending.Join();
        Assert.Equal("ok", frontEnd.Ask("kernel_info_request", []).Status);
        Assert.InRange(kernel.Memory - before, long.MinValue, 300 * Megabyte);
    }

    [Fact]
    public void A_front_end_that_reads_nothing_holds_no_cell_up()
    {
        using StartedKernel kernel = new();
        FrontEnd frontEnd = kernel.FrontEnd;
        // It subscribes, and then reads nothing: neither does its system for it, after some.
        using Socket deaf = new(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        Subscribe(deaf, kernel.ConnectionFile);
        Answer answer = frontEnd.Execute(
            "var shown = display(\"\"); for (int i = 0; i < 2_000; i++) shown.Update(new string('x', 1_000_000));"
        );
        Assert.Equal("ok", answer.Status);
        Assert.InRange(kernel.Memory, 0, 1_000 * Megabyte);
        Assert.Equal("on", frontEnd.Execute("Console.Write(\"on\");").Printed());
    }

    [Fact]
    public void Two_hundred_front_ends_are_served_and_broken_connections_harm_nobody()
    {
        using StartedKernel kernel = new();
        List<FrontEnd> others =
        [
            .. Enumerable.Range(0, 200).Select(_ => new FrontEnd(kernel.ConnectionFile)),
        ];
        Assert.All(
            others,
            other => Assert.Equal("ok", other.Ask("kernel_info_request", []).Status)
        );
        Random random = new(1);
        for (int i = 0; i < 300; i++)
        {
            using Socket broken = new(SocketType.Stream, ProtocolType.Tcp);
            broken.Connect(
                IPAddress.Loopback,
                kernel.ConnectionFile.Ports[(Channel)random.Next(5)]
            );
            byte[] garbage = new byte[random.Next(1, 100_000)];
            random.NextBytes(garbage);
            try
            {
                broken.Send(garbage);
            }
            catch (SocketException)
            {
                // Refused meanwhile.
            }

            broken.LingerState = new LingerOption(enable: true, seconds: 0);
        }

        others.ForEach(other => other.Dispose());
        Assert.Equal("on", kernel.FrontEnd.Execute("Console.Write(\"on\");").Printed());
    }

    [Fact]
    public void A_cell_leaves_little_in_memory()
    {
        string[] cells =
        [
            "Enumerable.Range(0, 100).Sum()",
            "display(HTML(\"<b>x</b>\"));",
            "throw new Exception(\"x\");",
            "Console.WriteLine(new string('x', 1000));",
        ];
        using StartedKernel kernel = new();
        for (int i = 0; i < 1_000; i++)
        {
            kernel.FrontEnd.Execute(cells[i % cells.Length]);
        }

        long before = kernel.Memory;
        for (int i = 0; i < 3_000; i++)
        {
            kernel.FrontEnd.Execute(cells[i % cells.Length]);
        }

        // An assembly, and what the compiler knows of it for the cells that follow: about 100 KB.
        Assert.InRange(kernel.Memory - before, long.MinValue, 600 * Megabyte);
    }

    /// <summary>Says what a subscriber of everything says at first (ZMTP 3.0).</summary>
    private static void Subscribe(Socket socket, ConnectionFile connection)
    {
        socket.Connect(IPAddress.Loopback, connection.Ports[Channel.IOPub]);
        byte[] greeting = new byte[64];
        (greeting[0], greeting[9], greeting[10]) = (0xff, 0x7f, 3);
        "NULL"u8.CopyTo(greeting.AsSpan(12));
        socket.Send(greeting);
        byte[] name = [5, .. "READY"u8, 11, .. "Socket-Type"u8, 0, 0, 0, 3, .. "SUB"u8];
        socket.Send([4, (byte)name.Length, .. name]);
        socket.Send([0, 1, 1]);
    }
}
