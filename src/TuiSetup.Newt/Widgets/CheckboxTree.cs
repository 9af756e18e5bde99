using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Painting;
using TuiSetup.Newt.Text;
using TuiSetup.Newt.Themes;

namespace TuiSetup.Newt.Widgets;

/// <summary>
/// newt's tree of check boxes: Space and Enter select a leaf and go on to the next row, and show or hide what is below
/// a branch; <c>+</c> and <c>*</c> select all of a branch, <c>-</c> selects none of it.
/// </summary>
public sealed class CheckboxTree<T> : Widget
{
    private const int BoxWidth = 4, Indent = 3, BarWidth = 2;

    private readonly List<TreeNode<T>> _roots;
    private readonly int _height;
    private readonly bool _scroll;
    private List<TreeNode<T>> _shown = [];
    private int _current, _top;

    /// <param name="items">The rows without a branch above them.</param>
    /// <param name="height">Rows to show; 0 is as many as there are when every branch is expanded.</param>
    /// <param name="scroll">Whether there is a scroll bar; without one, rows beyond the height are reached all the same.</param>
    public CheckboxTree(IReadOnlyList<TreeItem<T>> items, int height, bool scroll = true)
    {
        _roots = [.. items.Select(item => new TreeNode<T>(item, 0))];
        _scroll = scroll;
        var all = _roots.SelectMany(root => root.All()).ToList();
        _height = height > 0 ? height : Math.Max(1, all.Count);
        Width = all.Select(node => TextWidth.Of(SafeText.Clean(node.Item.Text)) + BoxWidth + (Indent * node.Depth)).DefaultIfEmpty(BoxWidth).Max()
            + (scroll ? BarWidth : 0);
        Refresh();
    }

    /// <summary>Whether rows have no boxes: what is selected differs by its looks alone.</summary>
    public bool HideBox { get; init; }

    /// <summary>Whether keys cannot select anything.</summary>
    public bool Unselectable { get; init; }

    /// <summary>Whether Enter ends the form rather than select.</summary>
    public bool ReturnExit { get; init; }

    /// <summary>The characters that a leaf's box shows, one for each state; Space goes from one to the next.</summary>
    public string States { get; init; } = " *";

    /// <summary>The values of the leaves that are in another than the first state, from top to bottom.</summary>
    public IReadOnlyList<T> Selected => [.. Leaves().Where(leaf => leaf.State > 0).Select(leaf => leaf.Item.Value)];

    /// <summary>The value of the marked row; the default of its type when the tree is empty.</summary>
    public T? Current => _shown.Count > 0 ? _shown[_current].Item.Value : default;

    public override int Width { get; }

    public override int Height => _height;

    internal override bool TakesFocus => IsEnabled && _shown.Count > 0;

    internal override (int Column, int Row, bool Visible) Cursor
        => (_shown.Count > 0 ? (Indent * _shown[_current].Depth) + BoxWidth : 0, _current - _top, false);

    /// <summary>The values of the leaves in a state, by its character.</summary>
    public IReadOnlyList<T> InState(char state) => [.. Leaves().Where(leaf => States[leaf.State] == state).Select(leaf => leaf.Item.Value)];

    /// <summary>Marks the first row with a value, and expands the branches above it.</summary>
    public void MoveTo(T value)
    {
        foreach (var root in _roots)
        {
            Reveal(root, value);
        }

        Refresh();
        MoveTo(_shown.FindIndex(node => EqualityComparer<T>.Default.Equals(node.Item.Value, value)));
    }

    internal override void Draw(Canvas canvas)
    {
        var width = canvas.Columns - (_scroll ? 1 : 0);
        canvas.Fill(0, 0, canvas.Columns, canvas.Rows, Role.Listbox);
        for (var row = 0; row < Math.Min(canvas.Rows, _shown.Count - _top); row++)
        {
            DrawRow(canvas, row, width);
        }

        if (_scroll)
        {
            ScrollBar.Draw(canvas, canvas.Columns - 1, _current, _shown.Count - 1, Role.Listbox);
        }
    }

    internal override KeyResult OnKey(Key key)
    {
        switch (key.Code)
        {
            case KeyCode.Enter when ReturnExit:
                return KeyResult.Exit;
            case KeyCode.Enter:
            case KeyCode.Character when key.Is(' '):
                Toggle(_shown[_current]);
                break;
            case KeyCode.Character when key.Is('+') || key.Is('*'):
                SetAll(_shown[_current], 1);
                break;
            case KeyCode.Character when key.Is('-'):
                SetAll(_shown[_current], 0);
                break;
            case KeyCode.Up: MoveTo(_current - 1); break;
            case KeyCode.Down: MoveTo(_current + 1); break;
            case KeyCode.Home: MoveTo(0); break;
            case KeyCode.End: MoveTo(_shown.Count - 1); break;
            case KeyCode.PageUp: Turn(-_height); break;
            case KeyCode.PageDown: Turn(_height); break;
            default: return KeyResult.Ignored;
        }

        return KeyResult.Handled;
    }

    private IEnumerable<TreeNode<T>> Leaves() => _roots.SelectMany(root => root.All()).Where(node => !node.IsBranch);

    private void DrawRow(Canvas canvas, int row, int width)
    {
        var node = _shown[_top + row];
        var isCurrent = _top + row == _current;
        var box = node.IsBranch ? node.IsExpanded ? "<-> " : "<+> " : HideBox ? "    " : $"[{States[node.State]}] ";
        var ground = HideBox && !node.IsBranch && node.State > 0 ? Role.SelListbox : Role.Listbox;
        var marked = HasFocus ? Role.ActSelListbox : Role.ActListbox;
        var column = Indent * node.Depth;
        canvas.Put(column, row, box, ground);
        column += BoxWidth;
        canvas.Put(column, row, TextWidth.Fit(SafeText.Clean(node.Item.Text), Math.Max(0, width - column)), isCurrent ? marked : ground);
    }

    /// <summary>A branch that closes stays marked; otherwise the mark goes on to the next row.</summary>
    private void Toggle(TreeNode<T> node)
    {
        if (node.IsBranch)
        {
            node.IsExpanded = !node.IsExpanded;
            Refresh();
        }
        else if (!Unselectable)
        {
            node.State = (node.State + 1) % States.Length;
            RaiseChanged();
        }

        MoveTo(node is { IsBranch: true, IsExpanded: false } ? _current : _current + 1);
    }

    private void SetAll(TreeNode<T> node, int state)
    {
        if (Unselectable)
        {
            return;
        }

        foreach (var leaf in node.All().Where(one => !one.IsBranch))
        {
            leaf.State = state;
        }

        RaiseChanged();
        MoveTo(node is { IsBranch: true, IsExpanded: true } ? _current : _current + 1);
    }

    private static bool Reveal(TreeNode<T> node, T value)
    {
        var isBelow = false;
        foreach (var child in node.Children)
        {
            isBelow |= Reveal(child, value);
        }

        node.IsExpanded |= isBelow;
        return isBelow || EqualityComparer<T>.Default.Equals(node.Item.Value, value);
    }

    private void Refresh() => _shown = [.. _roots.SelectMany(root => root.Shown())];

    private void MoveTo(int index)
    {
        _current = Math.Clamp(index, 0, Math.Max(0, _shown.Count - 1));
        _top = Math.Clamp(_top, Math.Max(0, _current - _height + 1), _current);
    }

    private void Turn(int rows)
    {
        _top = Math.Clamp(_top + rows, 0, Math.Max(0, _shown.Count - _height));
        MoveTo(_current + rows);
    }
}
