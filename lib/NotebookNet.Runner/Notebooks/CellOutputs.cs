using System.Text.Json.Nodes;

namespace NotebookNet.Runner.Notebooks;

/// <summary>What running a cell changes in a notebook file: its outputs and its execution count.</summary>
/// <param name="Outputs">The outputs as nbformat 4 defines them.</param>
/// <param name="ExecutionCount">The number beside the cell, or null where the cell did not run.</param>
internal sealed record CellOutputs(JsonArray Outputs, int? ExecutionCount);
