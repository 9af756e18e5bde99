using Terminal.Gui.App;
using Terminal.Gui.Drivers;
using Terminal.Gui.Input;

namespace TuiSetup.Newt.Hosting;

/// <summary>Where Terminal.Gui's driver wants its keys from. None come: Terminal.Gui's own would make its parsers for them.</summary>
internal sealed class NullKeys : IInputProcessor
{
    public event EventHandler<Key>? KeyDown { add { } remove { } }
    public event EventHandler<Key>? KeyUp { add { } remove { } }
    public event EventHandler<Mouse>? MouseEventParsed { add { } remove { } }
    public event EventHandler<Mouse>? SyntheticMouseEvent { add { } remove { } }
    public event EventHandler<string>? AnsiSequenceSwallowed { add { } remove { } }
    public event EventHandler<string>? Paste { add { } remove { } }

    public void ProcessQueue() { }
    public IAnsiResponseParser GetParser() => throw new NotSupportedException("Answers of the terminal do not pass through Terminal.Gui.");
    public void RaiseKeyDownEvent(Key key) { }
    public void InjectKeyDownEvent(Key key) { }
    public void RaiseKeyUpEvent(Key key) { }
    public void RaiseMouseEventParsed(Mouse mouse) { }
    public void InjectMouseEvent(IApplication? app, Mouse mouse) { }
    public void RaisePasteEvent(string text) { }

    public bool IsValidInput(Key key, out Key result)
    {
        result = key;
        return true;
    }
}
