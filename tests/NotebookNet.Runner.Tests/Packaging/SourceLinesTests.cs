using System.Text;
using NotebookNet.Runner.Notebooks;

namespace NotebookNet.Runner.Tests.Packaging;

/// <summary>On which line of a notebook's file a line of a cell stands.</summary>
public sealed class SourceLinesTests
{
    private const string Notebook = """
        {
         "metadata": {"cells": [{"source": "no cell"}]},
         "cells": [
          {
           "cell_type": "markdown",
           "source": "one\ntwo"
          },
          {
           "source": [
            "a\n",
            "b\n",
            "c"
           ],
           "outputs": [{"source": ["no source"]}]
          },
          {
           "source": [
            "p", "q\nr\n",
            "s\n"
           ]
          },
          { "source": [] },
          {
           "cell_type": "code"
          },
          { "source": "one\ntwo" },
          {
           "source": [
            "u\r",
            "v\r\n",
            "\n",
            "w\fx\u2028y\r", "\n",
            "z"
           ]
          }
         ]
        }
        """;

    private const string EveryEnd = "u\rv\r\n\nw\fx\u2028y\r\nz";

    [Theory]
    [InlineData(0, "one\ntwo", 1, 6)]
    [InlineData(0, "one\ntwo", 2, 6)]
    [InlineData(1, "a\nb\nc", 1, 10)]
    [InlineData(1, "a\nb\nc", 3, 12)]
    [InlineData(1, "a\nb\nc", 99, 12)]
    [InlineData(2, "pq\nr\ns\n", 1, 18)]
    [InlineData(2, "pq\nr\ns\n", 2, 18)]
    [InlineData(2, "pq\nr\ns\n", 3, 19)]
    [InlineData(3, "", 1, 22)]
    [InlineData(4, "", 1, 23)]
    [InlineData(5, "one\ntwo", 1, 26)]
    [InlineData(6, EveryEnd, 2, 30)]
    [InlineData(6, EveryEnd, 3, 31)]
    [InlineData(6, EveryEnd, 6, 32)]
    [InlineData(6, EveryEnd, 7, 33)]
    public void A_line_of_a_cell_stands_where_its_text_does(
        int cell,
        string source,
        int line,
        int expected
    )
    {
        foreach (
            string text in (string[])
                [Notebook, Notebook.ReplaceLineEndings("\r\n"), "\uFEFF" + Notebook]
        )
        {
            Assert.Equal(
                expected,
                new SourceLines(Encoding.UTF8.GetBytes(text)).Find(cell, source, line)
            );
        }
    }

    [Fact]
    public void A_cell_that_was_put_in_before_it_does_not_matter_and_one_that_is_not_there_has_no_line()
    {
        SourceLines lines = new(Encoding.UTF8.GetBytes(Notebook));

        Assert.Equal(11, lines.Find(2, "a\nb\nc", 2));
        Assert.Equal(26, lines.Find(7, "one\ntwo", 1));
        Assert.Null(lines.Find(1, "injected", 1));
    }
}
