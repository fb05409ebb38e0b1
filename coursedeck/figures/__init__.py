"""From definitions and Mermaid fences to drawings: capture, mermaid, mmdc, layout, draw."""
