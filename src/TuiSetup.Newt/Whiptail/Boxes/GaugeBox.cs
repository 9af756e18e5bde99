using System.Globalization;
using System.Text;
using TuiSetup.Newt.Text;
using TuiSetup.Newt.Widgets;
using TuiSetup.Newt.Windows;

namespace TuiSetup.Newt.Whiptail.Boxes;

/// <summary>A text with a bar that another program moves: a line is a percentage, or a text between two lines of XXX.</summary>
internal sealed class GaugeBox(BoxRequest request) : Box(request)
{
    private const string TextMark = "XXX";
    private readonly Scale _scale = new(1, 100) { Value = request.Percent };
    private readonly StringBuilder _newText = new();
    private string _text = request.Text;
    private string _percentOfText = "";
    private Part _part = Part.Percent;

    private enum Part
    {
        Percent, PercentOfText, Text,
    }

    public override Placement Arrange(BoxSize size)
    {
        var lines = NewtText.Lines(_text, size.Columns - 2);
        var rows = Math.Min(NewtText.Lines(Request.Text, size.Columns - 2).Count, size.Rows - 3);
        _scale.SetWidth(size.Columns - 4);
        return new Placement(size.Columns, size.Rows)
            .Add(new BoxText(lines, size.Columns - 2, rows, scrolls: false, rows), 1, 0)
            .Add(_scale, 2, size.Rows - 2);
    }

    public override async Task<WhiptailResult> RunAsync(NewtScreen screen, Window window, CancellationToken cancel)
    {
        var feed = Request.Lines ?? new LineFeed(0);
        await feed.ReadToEndAsync(line => Receive(line, window)).WaitAsync(cancel);
        return WhiptailResult.Shown;
    }

    private void Receive(string line, Window window)
    {
        switch (_part)
        {
            case Part.Percent when line == TextMark:
                _part = Part.PercentOfText;
                break;
            case Part.PercentOfText:
                _percentOfText = line;
                _newText.Clear();
                _part = Part.Text;
                break;
            case Part.Text when line == TextMark:
                SetPercent(_percentOfText);
                _text = RequestReader.WithLineBreaks(_newText.ToString());
                _part = Part.Percent;
                window.Arrange();
                break;
            case Part.Text:
                _newText.Append(line).Append('\n');
                break;
            default:
                SetPercent(line);
                break;
        }
    }

    /// <summary>A number as strtoul(3) reads it, to the end of the line; an empty line is 0, and what is no number is passed over.</summary>
    private void SetPercent(string line)
    {
        if (line.Length == 0)
        {
            _scale.Value = 0;
        }
        else if (long.TryParse(line.AsSpan().TrimStart(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var percent))
        {
            _scale.Value = percent < 0 ? 100 : percent;
        }
    }
}
