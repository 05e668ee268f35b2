using NotebookNet.Runner.Notebooks;

namespace NotebookNet.Runner.Classroom;

/// <summary>The notebook that students get.</summary>
internal static class HandOut
{
    /// <summary>
    /// The bytes of the teacher's file without what is kept back, without stored outputs and without the answers that are kept
    /// in metadata; every other byte is the teacher's.
    /// </summary>
    public static byte[] Of(Assignment assignment)
    {
        NotebookEdits edits = assignment.Document.Edit();
        foreach (AssignedCell cell in assignment.Cells)
        {
            if (cell.Role is CellRole.KeptBack)
            {
                edits.Remove(cell.Index);
                continue;
            }

            if (cell.IsCode)
            {
                edits.ClearOutputs(cell.Index);
            }

            if (cell.HandedOut != assignment.Document.Cells[cell.Index].Source)
            {
                edits.SetSource(cell.Index, cell.HandedOut);
            }

            edits.RemoveMetadata(cell.Index, "notebooknet", "wrong", "right");
        }

        return edits.ToArray();
    }
}
