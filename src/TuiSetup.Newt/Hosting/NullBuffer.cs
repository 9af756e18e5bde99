using System.Drawing;
using System.Text;
using Terminal.Gui.Drawing;
using Terminal.Gui.Drivers;
using Attribute = Terminal.Gui.Drawing.Attribute;
using Cell = Terminal.Gui.Drawing.Cell;

namespace TuiSetup.Newt.Hosting;

/// <summary>Where Terminal.Gui would draw to. It has a size and no cells: what is on the screen is painted from the windows.</summary>
internal sealed class NullBuffer(int columns, int rows) : IOutputBuffer
{
    public bool[] DirtyLines { get; } = [];
    public Region? Clip { get; set; }
    public Cell[,]? Contents { get; set; }
    public Attribute CurrentAttribute { get; set; }
    public string? CurrentUrl { get; set; }
    public int Col { get; private set; }
    public int Row { get; private set; }
    public int Cols { get; set; } = columns;
    public int Rows { get; set; } = rows;
    public int Left { get; set; }
    public int Top { get; set; }

    public void SetSize(int cols, int rows) => (Cols, Rows) = (cols, rows);
    public void Move(int col, int row) => (Col, Row) = (col, row);
    public bool IsValidLocation(string text, int col, int row) => false;
    public void AddRune(Rune rune) { }
    public void AddRune(char c) { }
    public void AddStr(string str) { }
    public void ClearContents() { }
    public void FillRect(Rectangle rect, Rune rune) { }
    public void FillRect(Rectangle rect, char rune) { }
    public void AddRasterImage(RasterImageCommand command) { }
    public void RemoveRasterImage(string id) { }
    public void RetainRasterImages(IReadOnlyCollection<string> activeIds) { }
    public IReadOnlyList<RasterImageCommand> GetRasterImages() => [];
    public string? GetCellUrl(int col, int row) => null;
    public void SetWideGlyphReplacement(Rune column1ReplacementChar) { }
}
