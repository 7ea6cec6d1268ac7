import type { ReactNode } from "react";
import "./site.css";

export const metadata = { title: "Kayak school", icons: "data:," };

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  );
}
