import * as $protobuf from "protobufjs/minimal.js";
import Long = require("long");

/** Namespace tensorflow. */
export namespace tensorflow {

    /**
     * Properties of a TensorShapeProto.
     * @deprecated Use tensorflow.TensorShapeProto.$Properties instead.
     */
    interface ITensorShapeProto extends tensorflow.TensorShapeProto.$Properties {
    }

    /** Represents a TensorShapeProto. */
    class TensorShapeProto {

        /**
         * Constructs a new TensorShapeProto.
         * @param [properties] Properties to set
         */
        constructor(properties?: tensorflow.TensorShapeProto.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** TensorShapeProto dim. */
        dim: tensorflow.TensorShapeProto.Dim.$Properties[];

        /**
         * Creates a new TensorShapeProto instance using the specified properties.
         * @param [properties] Properties to set
         * @returns TensorShapeProto instance
         */
        static create(properties: tensorflow.TensorShapeProto.$Shape): tensorflow.TensorShapeProto & tensorflow.TensorShapeProto.$Shape;
        static create(properties?: tensorflow.TensorShapeProto.$Properties): tensorflow.TensorShapeProto;

        /**
         * Encodes the specified TensorShapeProto message. Does not implicitly {@link tensorflow.TensorShapeProto.verify|verify} messages.
         * @param message TensorShapeProto message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: tensorflow.TensorShapeProto.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a TensorShapeProto message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {tensorflow.TensorShapeProto & tensorflow.TensorShapeProto.$Shape} TensorShapeProto
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tensorflow.TensorShapeProto & tensorflow.TensorShapeProto.$Shape;

        /**
         * Creates a TensorShapeProto message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns TensorShapeProto
         */
        static fromObject(object: { [k: string]: any }): tensorflow.TensorShapeProto;

        /**
         * Creates a plain object from a TensorShapeProto message. Also converts values to other types if specified.
         * @param message TensorShapeProto
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: tensorflow.TensorShapeProto, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this TensorShapeProto to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace TensorShapeProto {

        /** Properties of a TensorShapeProto. */
        interface $Properties {

            /** TensorShapeProto dim */
            dim?: (tensorflow.TensorShapeProto.Dim.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a TensorShapeProto. */
        type $Shape = tensorflow.TensorShapeProto.$Properties;

        /**
         * Properties of a Dim.
         * @deprecated Use tensorflow.TensorShapeProto.Dim.$Properties instead.
         */
        interface IDim extends tensorflow.TensorShapeProto.Dim.$Properties {
        }

        /** Represents a Dim. */
        class Dim {

            /**
             * Constructs a new Dim.
             * @param [properties] Properties to set
             */
            constructor(properties?: tensorflow.TensorShapeProto.Dim.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Dim size. */
            size: number;

            /**
             * Creates a new Dim instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Dim instance
             */
            static create(properties: tensorflow.TensorShapeProto.Dim.$Shape): tensorflow.TensorShapeProto.Dim & tensorflow.TensorShapeProto.Dim.$Shape;
            static create(properties?: tensorflow.TensorShapeProto.Dim.$Properties): tensorflow.TensorShapeProto.Dim;

            /**
             * Encodes the specified Dim message. Does not implicitly {@link tensorflow.TensorShapeProto.Dim.verify|verify} messages.
             * @param message Dim message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tensorflow.TensorShapeProto.Dim.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Dim message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tensorflow.TensorShapeProto.Dim & tensorflow.TensorShapeProto.Dim.$Shape} Dim
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tensorflow.TensorShapeProto.Dim & tensorflow.TensorShapeProto.Dim.$Shape;

            /**
             * Creates a Dim message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Dim
             */
            static fromObject(object: { [k: string]: any }): tensorflow.TensorShapeProto.Dim;

            /**
             * Creates a plain object from a Dim message. Also converts values to other types if specified.
             * @param message Dim
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tensorflow.TensorShapeProto.Dim, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Dim to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace Dim {

            /** Properties of a Dim. */
            interface $Properties {

                /** Dim size */
                size?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Dim. */
            type $Shape = tensorflow.TensorShapeProto.Dim.$Properties;
        }
    }

    /**
     * Properties of a TensorProto.
     * @deprecated Use tensorflow.TensorProto.$Properties instead.
     */
    interface ITensorProto extends tensorflow.TensorProto.$Properties {
    }

    /** Represents a TensorProto. */
    class TensorProto {

        /**
         * Constructs a new TensorProto.
         * @param [properties] Properties to set
         */
        constructor(properties?: tensorflow.TensorProto.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** TensorProto dtype. */
        dtype: number;

        /** TensorProto tensorShape. */
        tensorShape?: (tensorflow.TensorShapeProto.$Properties|null);

        /** TensorProto tensorContent. */
        tensorContent: Uint8Array;

        /** TensorProto floatVal. */
        floatVal: number[];

        /** TensorProto intVal. */
        intVal: number[];

        /** TensorProto stringVal. */
        stringVal: Uint8Array[];

        /** TensorProto boolVal. */
        boolVal: boolean[];

        /**
         * Creates a new TensorProto instance using the specified properties.
         * @param [properties] Properties to set
         * @returns TensorProto instance
         */
        static create(properties: tensorflow.TensorProto.$Shape): tensorflow.TensorProto & tensorflow.TensorProto.$Shape;
        static create(properties?: tensorflow.TensorProto.$Properties): tensorflow.TensorProto;

        /**
         * Encodes the specified TensorProto message. Does not implicitly {@link tensorflow.TensorProto.verify|verify} messages.
         * @param message TensorProto message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: tensorflow.TensorProto.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a TensorProto message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {tensorflow.TensorProto & tensorflow.TensorProto.$Shape} TensorProto
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tensorflow.TensorProto & tensorflow.TensorProto.$Shape;

        /**
         * Creates a TensorProto message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns TensorProto
         */
        static fromObject(object: { [k: string]: any }): tensorflow.TensorProto;

        /**
         * Creates a plain object from a TensorProto message. Also converts values to other types if specified.
         * @param message TensorProto
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: tensorflow.TensorProto, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this TensorProto to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace TensorProto {

        /** Properties of a TensorProto. */
        interface $Properties {

            /** TensorProto dtype */
            dtype?: (number|null);

            /** TensorProto tensorShape */
            tensorShape?: (tensorflow.TensorShapeProto.$Properties|null);

            /** TensorProto tensorContent */
            tensorContent?: (Uint8Array|null);

            /** TensorProto floatVal */
            floatVal?: (number[]|null);

            /** TensorProto intVal */
            intVal?: (number[]|null);

            /** TensorProto stringVal */
            stringVal?: (Uint8Array[]|null);

            /** TensorProto boolVal */
            boolVal?: (boolean[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a TensorProto. */
        type $Shape = tensorflow.TensorProto.$Properties;
    }

    /**
     * Properties of an AttrValue.
     * @deprecated Use tensorflow.AttrValue.$Properties instead.
     */
    interface IAttrValue extends tensorflow.AttrValue.$Properties {
    }

    /** Represents an AttrValue. */
    class AttrValue {

        /**
         * Constructs a new AttrValue.
         * @param [properties] Properties to set
         */
        constructor(properties?: tensorflow.AttrValue.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** AttrValue list. */
        list?: (tensorflow.AttrValue.ListValue.$Properties|null);

        /** AttrValue s. */
        s?: (Uint8Array|null);

        /** AttrValue i. */
        i?: (number|null);

        /** AttrValue f. */
        f?: (number|null);

        /** AttrValue b. */
        b?: (boolean|null);

        /** AttrValue type. */
        type?: (number|null);

        /** AttrValue shape. */
        shape?: (tensorflow.TensorShapeProto.$Properties|null);

        /** AttrValue tensor. */
        tensor?: (tensorflow.TensorProto.$Properties|null);

        /** AttrValue value. */
        value?: ("list"|"s"|"i"|"f"|"b"|"type"|"shape"|"tensor");

        /**
         * Creates a new AttrValue instance using the specified properties.
         * @param [properties] Properties to set
         * @returns AttrValue instance
         */
        static create(properties: tensorflow.AttrValue.$Shape): tensorflow.AttrValue & tensorflow.AttrValue.$Shape;
        static create(properties?: tensorflow.AttrValue.$Properties): tensorflow.AttrValue;

        /**
         * Encodes the specified AttrValue message. Does not implicitly {@link tensorflow.AttrValue.verify|verify} messages.
         * @param message AttrValue message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: tensorflow.AttrValue.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an AttrValue message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {tensorflow.AttrValue & tensorflow.AttrValue.$Shape} AttrValue
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tensorflow.AttrValue & tensorflow.AttrValue.$Shape;

        /**
         * Creates an AttrValue message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns AttrValue
         */
        static fromObject(object: { [k: string]: any }): tensorflow.AttrValue;

        /**
         * Creates a plain object from an AttrValue message. Also converts values to other types if specified.
         * @param message AttrValue
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: tensorflow.AttrValue, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this AttrValue to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace AttrValue {

        /** Properties of an AttrValue. */
        interface $Properties {

            /** AttrValue list */
            list?: (tensorflow.AttrValue.ListValue.$Properties|null);

            /** AttrValue s */
            s?: (Uint8Array|null);

            /** AttrValue i */
            i?: (number|null);

            /** AttrValue f */
            f?: (number|null);

            /** AttrValue b */
            b?: (boolean|null);

            /** AttrValue type */
            type?: (number|null);

            /** AttrValue shape */
            shape?: (tensorflow.TensorShapeProto.$Properties|null);

            /** AttrValue tensor */
            tensor?: (tensorflow.TensorProto.$Properties|null);

            /** AttrValue value */
            value?: ("list"|"s"|"i"|"f"|"b"|"type"|"shape"|"tensor");

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Narrowed shape of an AttrValue. */
        type $Shape = {
          list?: tensorflow.AttrValue.ListValue.$Shape|null;
          s?: Uint8Array|null;
          i?: number|null;
          f?: number|null;
          b?: boolean|null;
          type?: number|null;
          shape?: tensorflow.TensorShapeProto.$Shape|null;
          tensor?: tensorflow.TensorProto.$Shape|null;
          $unknowns?: Uint8Array[];
        } & (
          ({ value?: undefined; list?: null; s?: null; i?: null; f?: null; b?: null; type?: null; shape?: null; tensor?: null }|{ value?: "list"; list: tensorflow.AttrValue.ListValue.$Shape; s?: null; i?: null; f?: null; b?: null; type?: null; shape?: null; tensor?: null }|{ value?: "s"; list?: null; s: Uint8Array; i?: null; f?: null; b?: null; type?: null; shape?: null; tensor?: null }|{ value?: "i"; list?: null; s?: null; i: number; f?: null; b?: null; type?: null; shape?: null; tensor?: null }|{ value?: "f"; list?: null; s?: null; i?: null; f: number; b?: null; type?: null; shape?: null; tensor?: null }|{ value?: "b"; list?: null; s?: null; i?: null; f?: null; b: boolean; type?: null; shape?: null; tensor?: null }|{ value?: "type"; list?: null; s?: null; i?: null; f?: null; b?: null; type: number; shape?: null; tensor?: null }|{ value?: "shape"; list?: null; s?: null; i?: null; f?: null; b?: null; type?: null; shape: tensorflow.TensorShapeProto.$Shape; tensor?: null }|{ value?: "tensor"; list?: null; s?: null; i?: null; f?: null; b?: null; type?: null; shape?: null; tensor: tensorflow.TensorProto.$Shape })
        );

        /**
         * Properties of a ListValue.
         * @deprecated Use tensorflow.AttrValue.ListValue.$Properties instead.
         */
        interface IListValue extends tensorflow.AttrValue.ListValue.$Properties {
        }

        /** Represents a ListValue. */
        class ListValue {

            /**
             * Constructs a new ListValue.
             * @param [properties] Properties to set
             */
            constructor(properties?: tensorflow.AttrValue.ListValue.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ListValue s. */
            s: Uint8Array[];

            /** ListValue i. */
            i: number[];

            /** ListValue f. */
            f: number[];

            /** ListValue b. */
            b: boolean[];

            /** ListValue type. */
            type: number[];

            /** ListValue shape. */
            shape: tensorflow.TensorShapeProto.$Properties[];

            /**
             * Creates a new ListValue instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ListValue instance
             */
            static create(properties: tensorflow.AttrValue.ListValue.$Shape): tensorflow.AttrValue.ListValue & tensorflow.AttrValue.ListValue.$Shape;
            static create(properties?: tensorflow.AttrValue.ListValue.$Properties): tensorflow.AttrValue.ListValue;

            /**
             * Encodes the specified ListValue message. Does not implicitly {@link tensorflow.AttrValue.ListValue.verify|verify} messages.
             * @param message ListValue message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tensorflow.AttrValue.ListValue.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListValue message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tensorflow.AttrValue.ListValue & tensorflow.AttrValue.ListValue.$Shape} ListValue
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tensorflow.AttrValue.ListValue & tensorflow.AttrValue.ListValue.$Shape;

            /**
             * Creates a ListValue message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ListValue
             */
            static fromObject(object: { [k: string]: any }): tensorflow.AttrValue.ListValue;

            /**
             * Creates a plain object from a ListValue message. Also converts values to other types if specified.
             * @param message ListValue
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tensorflow.AttrValue.ListValue, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ListValue to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ListValue {

            /** Properties of a ListValue. */
            interface $Properties {

                /** ListValue s */
                s?: (Uint8Array[]|null);

                /** ListValue i */
                i?: (number[]|null);

                /** ListValue f */
                f?: (number[]|null);

                /** ListValue b */
                b?: (boolean[]|null);

                /** ListValue type */
                type?: (number[]|null);

                /** ListValue shape */
                shape?: (tensorflow.TensorShapeProto.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListValue. */
            type $Shape = tensorflow.AttrValue.ListValue.$Properties;
        }
    }

    /**
     * Properties of a NodeDef.
     * @deprecated Use tensorflow.NodeDef.$Properties instead.
     */
    interface INodeDef extends tensorflow.NodeDef.$Properties {
    }

    /** Represents a NodeDef. */
    class NodeDef {

        /**
         * Constructs a new NodeDef.
         * @param [properties] Properties to set
         */
        constructor(properties?: tensorflow.NodeDef.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** NodeDef name. */
        name: string;

        /** NodeDef op. */
        op: string;

        /** NodeDef input. */
        input: string[];

        /** NodeDef attr. */
        attr: { [k: string]: tensorflow.AttrValue.$Properties };

        /**
         * Creates a new NodeDef instance using the specified properties.
         * @param [properties] Properties to set
         * @returns NodeDef instance
         */
        static create(properties: tensorflow.NodeDef.$Shape): tensorflow.NodeDef & tensorflow.NodeDef.$Shape;
        static create(properties?: tensorflow.NodeDef.$Properties): tensorflow.NodeDef;

        /**
         * Encodes the specified NodeDef message. Does not implicitly {@link tensorflow.NodeDef.verify|verify} messages.
         * @param message NodeDef message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: tensorflow.NodeDef.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a NodeDef message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {tensorflow.NodeDef & tensorflow.NodeDef.$Shape} NodeDef
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tensorflow.NodeDef & tensorflow.NodeDef.$Shape;

        /**
         * Creates a NodeDef message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns NodeDef
         */
        static fromObject(object: { [k: string]: any }): tensorflow.NodeDef;

        /**
         * Creates a plain object from a NodeDef message. Also converts values to other types if specified.
         * @param message NodeDef
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: tensorflow.NodeDef, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this NodeDef to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace NodeDef {

        /** Properties of a NodeDef. */
        interface $Properties {

            /** NodeDef name */
            name?: (string|null);

            /** NodeDef op */
            op?: (string|null);

            /** NodeDef input */
            input?: (string[]|null);

            /** NodeDef attr */
            attr?: ({ [k: string]: tensorflow.AttrValue.$Properties }|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a NodeDef. */
        type $Shape = {
          name?: string|null;
          op?: string|null;
          input?: string[]|null;
          attr?: { [k: string]: tensorflow.AttrValue.$Shape }|null;
          $unknowns?: Uint8Array[];
        };
    }

    /**
     * Properties of a VersionDef.
     * @deprecated Use tensorflow.VersionDef.$Properties instead.
     */
    interface IVersionDef extends tensorflow.VersionDef.$Properties {
    }

    /** Represents a VersionDef. */
    class VersionDef {

        /**
         * Constructs a new VersionDef.
         * @param [properties] Properties to set
         */
        constructor(properties?: tensorflow.VersionDef.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** VersionDef producer. */
        producer: number;

        /**
         * Creates a new VersionDef instance using the specified properties.
         * @param [properties] Properties to set
         * @returns VersionDef instance
         */
        static create(properties: tensorflow.VersionDef.$Shape): tensorflow.VersionDef & tensorflow.VersionDef.$Shape;
        static create(properties?: tensorflow.VersionDef.$Properties): tensorflow.VersionDef;

        /**
         * Encodes the specified VersionDef message. Does not implicitly {@link tensorflow.VersionDef.verify|verify} messages.
         * @param message VersionDef message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: tensorflow.VersionDef.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a VersionDef message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {tensorflow.VersionDef & tensorflow.VersionDef.$Shape} VersionDef
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tensorflow.VersionDef & tensorflow.VersionDef.$Shape;

        /**
         * Creates a VersionDef message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns VersionDef
         */
        static fromObject(object: { [k: string]: any }): tensorflow.VersionDef;

        /**
         * Creates a plain object from a VersionDef message. Also converts values to other types if specified.
         * @param message VersionDef
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: tensorflow.VersionDef, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this VersionDef to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace VersionDef {

        /** Properties of a VersionDef. */
        interface $Properties {

            /** VersionDef producer */
            producer?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a VersionDef. */
        type $Shape = tensorflow.VersionDef.$Properties;
    }

    /**
     * Properties of a GraphDef.
     * @deprecated Use tensorflow.GraphDef.$Properties instead.
     */
    interface IGraphDef extends tensorflow.GraphDef.$Properties {
    }

    /** Represents a GraphDef. */
    class GraphDef {

        /**
         * Constructs a new GraphDef.
         * @param [properties] Properties to set
         */
        constructor(properties?: tensorflow.GraphDef.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** GraphDef node. */
        node: tensorflow.NodeDef.$Properties[];

        /** GraphDef versions. */
        versions?: (tensorflow.VersionDef.$Properties|null);

        /**
         * Creates a new GraphDef instance using the specified properties.
         * @param [properties] Properties to set
         * @returns GraphDef instance
         */
        static create(properties: tensorflow.GraphDef.$Shape): tensorflow.GraphDef & tensorflow.GraphDef.$Shape;
        static create(properties?: tensorflow.GraphDef.$Properties): tensorflow.GraphDef;

        /**
         * Encodes the specified GraphDef message. Does not implicitly {@link tensorflow.GraphDef.verify|verify} messages.
         * @param message GraphDef message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: tensorflow.GraphDef.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a GraphDef message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {tensorflow.GraphDef & tensorflow.GraphDef.$Shape} GraphDef
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tensorflow.GraphDef & tensorflow.GraphDef.$Shape;

        /**
         * Creates a GraphDef message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns GraphDef
         */
        static fromObject(object: { [k: string]: any }): tensorflow.GraphDef;

        /**
         * Creates a plain object from a GraphDef message. Also converts values to other types if specified.
         * @param message GraphDef
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: tensorflow.GraphDef, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this GraphDef to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace GraphDef {

        /** Properties of a GraphDef. */
        interface $Properties {

            /** GraphDef node */
            node?: (tensorflow.NodeDef.$Properties[]|null);

            /** GraphDef versions */
            versions?: (tensorflow.VersionDef.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a GraphDef. */
        type $Shape = {
          node?: tensorflow.NodeDef.$Shape[]|null;
          versions?: tensorflow.VersionDef.$Shape|null;
          $unknowns?: Uint8Array[];
        };
    }

    /**
     * Properties of a TensorInfo.
     * @deprecated Use tensorflow.TensorInfo.$Properties instead.
     */
    interface ITensorInfo extends tensorflow.TensorInfo.$Properties {
    }

    /** Represents a TensorInfo. */
    class TensorInfo {

        /**
         * Constructs a new TensorInfo.
         * @param [properties] Properties to set
         */
        constructor(properties?: tensorflow.TensorInfo.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** TensorInfo name. */
        name: string;

        /** TensorInfo dtype. */
        dtype: number;

        /** TensorInfo tensorShape. */
        tensorShape?: (tensorflow.TensorShapeProto.$Properties|null);

        /**
         * Creates a new TensorInfo instance using the specified properties.
         * @param [properties] Properties to set
         * @returns TensorInfo instance
         */
        static create(properties: tensorflow.TensorInfo.$Shape): tensorflow.TensorInfo & tensorflow.TensorInfo.$Shape;
        static create(properties?: tensorflow.TensorInfo.$Properties): tensorflow.TensorInfo;

        /**
         * Encodes the specified TensorInfo message. Does not implicitly {@link tensorflow.TensorInfo.verify|verify} messages.
         * @param message TensorInfo message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: tensorflow.TensorInfo.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a TensorInfo message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {tensorflow.TensorInfo & tensorflow.TensorInfo.$Shape} TensorInfo
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tensorflow.TensorInfo & tensorflow.TensorInfo.$Shape;

        /**
         * Creates a TensorInfo message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns TensorInfo
         */
        static fromObject(object: { [k: string]: any }): tensorflow.TensorInfo;

        /**
         * Creates a plain object from a TensorInfo message. Also converts values to other types if specified.
         * @param message TensorInfo
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: tensorflow.TensorInfo, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this TensorInfo to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace TensorInfo {

        /** Properties of a TensorInfo. */
        interface $Properties {

            /** TensorInfo name */
            name?: (string|null);

            /** TensorInfo dtype */
            dtype?: (number|null);

            /** TensorInfo tensorShape */
            tensorShape?: (tensorflow.TensorShapeProto.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a TensorInfo. */
        type $Shape = tensorflow.TensorInfo.$Properties;
    }

    /**
     * Properties of a SignatureDef.
     * @deprecated Use tensorflow.SignatureDef.$Properties instead.
     */
    interface ISignatureDef extends tensorflow.SignatureDef.$Properties {
    }

    /** Represents a SignatureDef. */
    class SignatureDef {

        /**
         * Constructs a new SignatureDef.
         * @param [properties] Properties to set
         */
        constructor(properties?: tensorflow.SignatureDef.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SignatureDef inputs. */
        inputs: { [k: string]: tensorflow.TensorInfo.$Properties };

        /** SignatureDef outputs. */
        outputs: { [k: string]: tensorflow.TensorInfo.$Properties };

        /** SignatureDef methodName. */
        methodName: string;

        /**
         * Creates a new SignatureDef instance using the specified properties.
         * @param [properties] Properties to set
         * @returns SignatureDef instance
         */
        static create(properties: tensorflow.SignatureDef.$Shape): tensorflow.SignatureDef & tensorflow.SignatureDef.$Shape;
        static create(properties?: tensorflow.SignatureDef.$Properties): tensorflow.SignatureDef;

        /**
         * Encodes the specified SignatureDef message. Does not implicitly {@link tensorflow.SignatureDef.verify|verify} messages.
         * @param message SignatureDef message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: tensorflow.SignatureDef.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SignatureDef message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {tensorflow.SignatureDef & tensorflow.SignatureDef.$Shape} SignatureDef
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tensorflow.SignatureDef & tensorflow.SignatureDef.$Shape;

        /**
         * Creates a SignatureDef message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns SignatureDef
         */
        static fromObject(object: { [k: string]: any }): tensorflow.SignatureDef;

        /**
         * Creates a plain object from a SignatureDef message. Also converts values to other types if specified.
         * @param message SignatureDef
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: tensorflow.SignatureDef, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this SignatureDef to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace SignatureDef {

        /** Properties of a SignatureDef. */
        interface $Properties {

            /** SignatureDef inputs */
            inputs?: ({ [k: string]: tensorflow.TensorInfo.$Properties }|null);

            /** SignatureDef outputs */
            outputs?: ({ [k: string]: tensorflow.TensorInfo.$Properties }|null);

            /** SignatureDef methodName */
            methodName?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SignatureDef. */
        type $Shape = tensorflow.SignatureDef.$Properties;
    }

    /**
     * Properties of a SaverDef.
     * @deprecated Use tensorflow.SaverDef.$Properties instead.
     */
    interface ISaverDef extends tensorflow.SaverDef.$Properties {
    }

    /** Represents a SaverDef. */
    class SaverDef {

        /**
         * Constructs a new SaverDef.
         * @param [properties] Properties to set
         */
        constructor(properties?: tensorflow.SaverDef.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SaverDef filenameTensorName. */
        filenameTensorName: string;

        /** SaverDef saveTensorName. */
        saveTensorName: string;

        /** SaverDef restoreOpName. */
        restoreOpName: string;

        /** SaverDef version. */
        version: number;

        /**
         * Creates a new SaverDef instance using the specified properties.
         * @param [properties] Properties to set
         * @returns SaverDef instance
         */
        static create(properties: tensorflow.SaverDef.$Shape): tensorflow.SaverDef & tensorflow.SaverDef.$Shape;
        static create(properties?: tensorflow.SaverDef.$Properties): tensorflow.SaverDef;

        /**
         * Encodes the specified SaverDef message. Does not implicitly {@link tensorflow.SaverDef.verify|verify} messages.
         * @param message SaverDef message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: tensorflow.SaverDef.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SaverDef message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {tensorflow.SaverDef & tensorflow.SaverDef.$Shape} SaverDef
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tensorflow.SaverDef & tensorflow.SaverDef.$Shape;

        /**
         * Creates a SaverDef message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns SaverDef
         */
        static fromObject(object: { [k: string]: any }): tensorflow.SaverDef;

        /**
         * Creates a plain object from a SaverDef message. Also converts values to other types if specified.
         * @param message SaverDef
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: tensorflow.SaverDef, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this SaverDef to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace SaverDef {

        /** Properties of a SaverDef. */
        interface $Properties {

            /** SaverDef filenameTensorName */
            filenameTensorName?: (string|null);

            /** SaverDef saveTensorName */
            saveTensorName?: (string|null);

            /** SaverDef restoreOpName */
            restoreOpName?: (string|null);

            /** SaverDef version */
            version?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SaverDef. */
        type $Shape = tensorflow.SaverDef.$Properties;
    }

    /**
     * Properties of a VariableDef.
     * @deprecated Use tensorflow.VariableDef.$Properties instead.
     */
    interface IVariableDef extends tensorflow.VariableDef.$Properties {
    }

    /** Represents a VariableDef. */
    class VariableDef {

        /**
         * Constructs a new VariableDef.
         * @param [properties] Properties to set
         */
        constructor(properties?: tensorflow.VariableDef.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** VariableDef variableName. */
        variableName: string;

        /** VariableDef initializerName. */
        initializerName: string;

        /** VariableDef snapshotName. */
        snapshotName: string;

        /** VariableDef isResource. */
        isResource: boolean;

        /**
         * Creates a new VariableDef instance using the specified properties.
         * @param [properties] Properties to set
         * @returns VariableDef instance
         */
        static create(properties: tensorflow.VariableDef.$Shape): tensorflow.VariableDef & tensorflow.VariableDef.$Shape;
        static create(properties?: tensorflow.VariableDef.$Properties): tensorflow.VariableDef;

        /**
         * Encodes the specified VariableDef message. Does not implicitly {@link tensorflow.VariableDef.verify|verify} messages.
         * @param message VariableDef message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: tensorflow.VariableDef.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a VariableDef message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {tensorflow.VariableDef & tensorflow.VariableDef.$Shape} VariableDef
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tensorflow.VariableDef & tensorflow.VariableDef.$Shape;

        /**
         * Creates a VariableDef message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns VariableDef
         */
        static fromObject(object: { [k: string]: any }): tensorflow.VariableDef;

        /**
         * Creates a plain object from a VariableDef message. Also converts values to other types if specified.
         * @param message VariableDef
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: tensorflow.VariableDef, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this VariableDef to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace VariableDef {

        /** Properties of a VariableDef. */
        interface $Properties {

            /** VariableDef variableName */
            variableName?: (string|null);

            /** VariableDef initializerName */
            initializerName?: (string|null);

            /** VariableDef snapshotName */
            snapshotName?: (string|null);

            /** VariableDef isResource */
            isResource?: (boolean|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a VariableDef. */
        type $Shape = tensorflow.VariableDef.$Properties;
    }

    /**
     * Properties of a CollectionDef.
     * @deprecated Use tensorflow.CollectionDef.$Properties instead.
     */
    interface ICollectionDef extends tensorflow.CollectionDef.$Properties {
    }

    /** Represents a CollectionDef. */
    class CollectionDef {

        /**
         * Constructs a new CollectionDef.
         * @param [properties] Properties to set
         */
        constructor(properties?: tensorflow.CollectionDef.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** CollectionDef bytesList. */
        bytesList?: (tensorflow.CollectionDef.BytesList.$Properties|null);

        /**
         * Creates a new CollectionDef instance using the specified properties.
         * @param [properties] Properties to set
         * @returns CollectionDef instance
         */
        static create(properties: tensorflow.CollectionDef.$Shape): tensorflow.CollectionDef & tensorflow.CollectionDef.$Shape;
        static create(properties?: tensorflow.CollectionDef.$Properties): tensorflow.CollectionDef;

        /**
         * Encodes the specified CollectionDef message. Does not implicitly {@link tensorflow.CollectionDef.verify|verify} messages.
         * @param message CollectionDef message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: tensorflow.CollectionDef.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a CollectionDef message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {tensorflow.CollectionDef & tensorflow.CollectionDef.$Shape} CollectionDef
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tensorflow.CollectionDef & tensorflow.CollectionDef.$Shape;

        /**
         * Creates a CollectionDef message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns CollectionDef
         */
        static fromObject(object: { [k: string]: any }): tensorflow.CollectionDef;

        /**
         * Creates a plain object from a CollectionDef message. Also converts values to other types if specified.
         * @param message CollectionDef
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: tensorflow.CollectionDef, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this CollectionDef to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace CollectionDef {

        /** Properties of a CollectionDef. */
        interface $Properties {

            /** CollectionDef bytesList */
            bytesList?: (tensorflow.CollectionDef.BytesList.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a CollectionDef. */
        type $Shape = tensorflow.CollectionDef.$Properties;

        /**
         * Properties of a BytesList.
         * @deprecated Use tensorflow.CollectionDef.BytesList.$Properties instead.
         */
        interface IBytesList extends tensorflow.CollectionDef.BytesList.$Properties {
        }

        /** Represents a BytesList. */
        class BytesList {

            /**
             * Constructs a new BytesList.
             * @param [properties] Properties to set
             */
            constructor(properties?: tensorflow.CollectionDef.BytesList.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** BytesList value. */
            value: Uint8Array[];

            /**
             * Creates a new BytesList instance using the specified properties.
             * @param [properties] Properties to set
             * @returns BytesList instance
             */
            static create(properties: tensorflow.CollectionDef.BytesList.$Shape): tensorflow.CollectionDef.BytesList & tensorflow.CollectionDef.BytesList.$Shape;
            static create(properties?: tensorflow.CollectionDef.BytesList.$Properties): tensorflow.CollectionDef.BytesList;

            /**
             * Encodes the specified BytesList message. Does not implicitly {@link tensorflow.CollectionDef.BytesList.verify|verify} messages.
             * @param message BytesList message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tensorflow.CollectionDef.BytesList.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a BytesList message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tensorflow.CollectionDef.BytesList & tensorflow.CollectionDef.BytesList.$Shape} BytesList
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tensorflow.CollectionDef.BytesList & tensorflow.CollectionDef.BytesList.$Shape;

            /**
             * Creates a BytesList message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns BytesList
             */
            static fromObject(object: { [k: string]: any }): tensorflow.CollectionDef.BytesList;

            /**
             * Creates a plain object from a BytesList message. Also converts values to other types if specified.
             * @param message BytesList
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tensorflow.CollectionDef.BytesList, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this BytesList to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace BytesList {

            /** Properties of a BytesList. */
            interface $Properties {

                /** BytesList value */
                value?: (Uint8Array[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a BytesList. */
            type $Shape = tensorflow.CollectionDef.BytesList.$Properties;
        }
    }

    /**
     * Properties of a MetaGraphDef.
     * @deprecated Use tensorflow.MetaGraphDef.$Properties instead.
     */
    interface IMetaGraphDef extends tensorflow.MetaGraphDef.$Properties {
    }

    /** Represents a MetaGraphDef. */
    class MetaGraphDef {

        /**
         * Constructs a new MetaGraphDef.
         * @param [properties] Properties to set
         */
        constructor(properties?: tensorflow.MetaGraphDef.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** MetaGraphDef metaInfoDef. */
        metaInfoDef?: (tensorflow.MetaGraphDef.MetaInfoDef.$Properties|null);

        /** MetaGraphDef graphDef. */
        graphDef?: (tensorflow.GraphDef.$Properties|null);

        /** MetaGraphDef saverDef. */
        saverDef?: (tensorflow.SaverDef.$Properties|null);

        /** MetaGraphDef collectionDef. */
        collectionDef: { [k: string]: tensorflow.CollectionDef.$Properties };

        /** MetaGraphDef signatureDef. */
        signatureDef: { [k: string]: tensorflow.SignatureDef.$Properties };

        /**
         * Creates a new MetaGraphDef instance using the specified properties.
         * @param [properties] Properties to set
         * @returns MetaGraphDef instance
         */
        static create(properties: tensorflow.MetaGraphDef.$Shape): tensorflow.MetaGraphDef & tensorflow.MetaGraphDef.$Shape;
        static create(properties?: tensorflow.MetaGraphDef.$Properties): tensorflow.MetaGraphDef;

        /**
         * Encodes the specified MetaGraphDef message. Does not implicitly {@link tensorflow.MetaGraphDef.verify|verify} messages.
         * @param message MetaGraphDef message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: tensorflow.MetaGraphDef.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a MetaGraphDef message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {tensorflow.MetaGraphDef & tensorflow.MetaGraphDef.$Shape} MetaGraphDef
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tensorflow.MetaGraphDef & tensorflow.MetaGraphDef.$Shape;

        /**
         * Creates a MetaGraphDef message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns MetaGraphDef
         */
        static fromObject(object: { [k: string]: any }): tensorflow.MetaGraphDef;

        /**
         * Creates a plain object from a MetaGraphDef message. Also converts values to other types if specified.
         * @param message MetaGraphDef
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: tensorflow.MetaGraphDef, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this MetaGraphDef to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace MetaGraphDef {

        /** Properties of a MetaGraphDef. */
        interface $Properties {

            /** MetaGraphDef metaInfoDef */
            metaInfoDef?: (tensorflow.MetaGraphDef.MetaInfoDef.$Properties|null);

            /** MetaGraphDef graphDef */
            graphDef?: (tensorflow.GraphDef.$Properties|null);

            /** MetaGraphDef saverDef */
            saverDef?: (tensorflow.SaverDef.$Properties|null);

            /** MetaGraphDef collectionDef */
            collectionDef?: ({ [k: string]: tensorflow.CollectionDef.$Properties }|null);

            /** MetaGraphDef signatureDef */
            signatureDef?: ({ [k: string]: tensorflow.SignatureDef.$Properties }|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a MetaGraphDef. */
        type $Shape = {
          metaInfoDef?: tensorflow.MetaGraphDef.MetaInfoDef.$Shape|null;
          graphDef?: tensorflow.GraphDef.$Shape|null;
          saverDef?: tensorflow.SaverDef.$Shape|null;
          collectionDef?: { [k: string]: tensorflow.CollectionDef.$Shape }|null;
          signatureDef?: { [k: string]: tensorflow.SignatureDef.$Shape }|null;
          $unknowns?: Uint8Array[];
        };

        /**
         * Properties of a MetaInfoDef.
         * @deprecated Use tensorflow.MetaGraphDef.MetaInfoDef.$Properties instead.
         */
        interface IMetaInfoDef extends tensorflow.MetaGraphDef.MetaInfoDef.$Properties {
        }

        /** Represents a MetaInfoDef. */
        class MetaInfoDef {

            /**
             * Constructs a new MetaInfoDef.
             * @param [properties] Properties to set
             */
            constructor(properties?: tensorflow.MetaGraphDef.MetaInfoDef.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** MetaInfoDef tags. */
            tags: string[];

            /**
             * Creates a new MetaInfoDef instance using the specified properties.
             * @param [properties] Properties to set
             * @returns MetaInfoDef instance
             */
            static create(properties: tensorflow.MetaGraphDef.MetaInfoDef.$Shape): tensorflow.MetaGraphDef.MetaInfoDef & tensorflow.MetaGraphDef.MetaInfoDef.$Shape;
            static create(properties?: tensorflow.MetaGraphDef.MetaInfoDef.$Properties): tensorflow.MetaGraphDef.MetaInfoDef;

            /**
             * Encodes the specified MetaInfoDef message. Does not implicitly {@link tensorflow.MetaGraphDef.MetaInfoDef.verify|verify} messages.
             * @param message MetaInfoDef message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tensorflow.MetaGraphDef.MetaInfoDef.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a MetaInfoDef message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tensorflow.MetaGraphDef.MetaInfoDef & tensorflow.MetaGraphDef.MetaInfoDef.$Shape} MetaInfoDef
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tensorflow.MetaGraphDef.MetaInfoDef & tensorflow.MetaGraphDef.MetaInfoDef.$Shape;

            /**
             * Creates a MetaInfoDef message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns MetaInfoDef
             */
            static fromObject(object: { [k: string]: any }): tensorflow.MetaGraphDef.MetaInfoDef;

            /**
             * Creates a plain object from a MetaInfoDef message. Also converts values to other types if specified.
             * @param message MetaInfoDef
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tensorflow.MetaGraphDef.MetaInfoDef, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this MetaInfoDef to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace MetaInfoDef {

            /** Properties of a MetaInfoDef. */
            interface $Properties {

                /** MetaInfoDef tags */
                tags?: (string[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a MetaInfoDef. */
            type $Shape = tensorflow.MetaGraphDef.MetaInfoDef.$Properties;
        }
    }

    /**
     * Properties of a SavedModel.
     * @deprecated Use tensorflow.SavedModel.$Properties instead.
     */
    interface ISavedModel extends tensorflow.SavedModel.$Properties {
    }

    /** Represents a SavedModel. */
    class SavedModel {

        /**
         * Constructs a new SavedModel.
         * @param [properties] Properties to set
         */
        constructor(properties?: tensorflow.SavedModel.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SavedModel savedModelSchemaVersion. */
        savedModelSchemaVersion: number;

        /** SavedModel metaGraphs. */
        metaGraphs: tensorflow.MetaGraphDef.$Properties[];

        /**
         * Creates a new SavedModel instance using the specified properties.
         * @param [properties] Properties to set
         * @returns SavedModel instance
         */
        static create(properties: tensorflow.SavedModel.$Shape): tensorflow.SavedModel & tensorflow.SavedModel.$Shape;
        static create(properties?: tensorflow.SavedModel.$Properties): tensorflow.SavedModel;

        /**
         * Encodes the specified SavedModel message. Does not implicitly {@link tensorflow.SavedModel.verify|verify} messages.
         * @param message SavedModel message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: tensorflow.SavedModel.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SavedModel message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {tensorflow.SavedModel & tensorflow.SavedModel.$Shape} SavedModel
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tensorflow.SavedModel & tensorflow.SavedModel.$Shape;

        /**
         * Creates a SavedModel message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns SavedModel
         */
        static fromObject(object: { [k: string]: any }): tensorflow.SavedModel;

        /**
         * Creates a plain object from a SavedModel message. Also converts values to other types if specified.
         * @param message SavedModel
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: tensorflow.SavedModel, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this SavedModel to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace SavedModel {

        /** Properties of a SavedModel. */
        interface $Properties {

            /** SavedModel savedModelSchemaVersion */
            savedModelSchemaVersion?: (number|null);

            /** SavedModel metaGraphs */
            metaGraphs?: (tensorflow.MetaGraphDef.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SavedModel. */
        type $Shape = {
          savedModelSchemaVersion?: number|null;
          metaGraphs?: tensorflow.MetaGraphDef.$Shape[]|null;
          $unknowns?: Uint8Array[];
        };
    }

    /**
     * Properties of a ConfigProto.
     * @deprecated Use tensorflow.ConfigProto.$Properties instead.
     */
    interface IConfigProto extends tensorflow.ConfigProto.$Properties {
    }

    /** Represents a ConfigProto. */
    class ConfigProto {

        /**
         * Constructs a new ConfigProto.
         * @param [properties] Properties to set
         */
        constructor(properties?: tensorflow.ConfigProto.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ConfigProto interOpParallelismThreads. */
        interOpParallelismThreads: number;

        /**
         * Creates a new ConfigProto instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ConfigProto instance
         */
        static create(properties: tensorflow.ConfigProto.$Shape): tensorflow.ConfigProto & tensorflow.ConfigProto.$Shape;
        static create(properties?: tensorflow.ConfigProto.$Properties): tensorflow.ConfigProto;

        /**
         * Encodes the specified ConfigProto message. Does not implicitly {@link tensorflow.ConfigProto.verify|verify} messages.
         * @param message ConfigProto message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: tensorflow.ConfigProto.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ConfigProto message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {tensorflow.ConfigProto & tensorflow.ConfigProto.$Shape} ConfigProto
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tensorflow.ConfigProto & tensorflow.ConfigProto.$Shape;

        /**
         * Creates a ConfigProto message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns ConfigProto
         */
        static fromObject(object: { [k: string]: any }): tensorflow.ConfigProto;

        /**
         * Creates a plain object from a ConfigProto message. Also converts values to other types if specified.
         * @param message ConfigProto
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: tensorflow.ConfigProto, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this ConfigProto to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace ConfigProto {

        /** Properties of a ConfigProto. */
        interface $Properties {

            /** ConfigProto interOpParallelismThreads */
            interOpParallelismThreads?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ConfigProto. */
        type $Shape = tensorflow.ConfigProto.$Properties;
    }

    /**
     * Properties of a BundleHeaderProto.
     * @deprecated Use tensorflow.BundleHeaderProto.$Properties instead.
     */
    interface IBundleHeaderProto extends tensorflow.BundleHeaderProto.$Properties {
    }

    /** Represents a BundleHeaderProto. */
    class BundleHeaderProto {

        /**
         * Constructs a new BundleHeaderProto.
         * @param [properties] Properties to set
         */
        constructor(properties?: tensorflow.BundleHeaderProto.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** BundleHeaderProto numShards. */
        numShards: number;

        /** BundleHeaderProto version. */
        version?: (tensorflow.VersionDef.$Properties|null);

        /**
         * Creates a new BundleHeaderProto instance using the specified properties.
         * @param [properties] Properties to set
         * @returns BundleHeaderProto instance
         */
        static create(properties: tensorflow.BundleHeaderProto.$Shape): tensorflow.BundleHeaderProto & tensorflow.BundleHeaderProto.$Shape;
        static create(properties?: tensorflow.BundleHeaderProto.$Properties): tensorflow.BundleHeaderProto;

        /**
         * Encodes the specified BundleHeaderProto message. Does not implicitly {@link tensorflow.BundleHeaderProto.verify|verify} messages.
         * @param message BundleHeaderProto message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: tensorflow.BundleHeaderProto.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a BundleHeaderProto message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {tensorflow.BundleHeaderProto & tensorflow.BundleHeaderProto.$Shape} BundleHeaderProto
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tensorflow.BundleHeaderProto & tensorflow.BundleHeaderProto.$Shape;

        /**
         * Creates a BundleHeaderProto message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns BundleHeaderProto
         */
        static fromObject(object: { [k: string]: any }): tensorflow.BundleHeaderProto;

        /**
         * Creates a plain object from a BundleHeaderProto message. Also converts values to other types if specified.
         * @param message BundleHeaderProto
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: tensorflow.BundleHeaderProto, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this BundleHeaderProto to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace BundleHeaderProto {

        /** Properties of a BundleHeaderProto. */
        interface $Properties {

            /** BundleHeaderProto numShards */
            numShards?: (number|null);

            /** BundleHeaderProto version */
            version?: (tensorflow.VersionDef.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a BundleHeaderProto. */
        type $Shape = tensorflow.BundleHeaderProto.$Properties;
    }

    /**
     * Properties of a BundleEntryProto.
     * @deprecated Use tensorflow.BundleEntryProto.$Properties instead.
     */
    interface IBundleEntryProto extends tensorflow.BundleEntryProto.$Properties {
    }

    /** Represents a BundleEntryProto. */
    class BundleEntryProto {

        /**
         * Constructs a new BundleEntryProto.
         * @param [properties] Properties to set
         */
        constructor(properties?: tensorflow.BundleEntryProto.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** BundleEntryProto dtype. */
        dtype: number;

        /** BundleEntryProto shape. */
        shape?: (tensorflow.TensorShapeProto.$Properties|null);

        /** BundleEntryProto offset. */
        offset: number;

        /** BundleEntryProto size. */
        size: number;

        /** BundleEntryProto crc32c. */
        crc32c: number;

        /**
         * Creates a new BundleEntryProto instance using the specified properties.
         * @param [properties] Properties to set
         * @returns BundleEntryProto instance
         */
        static create(properties: tensorflow.BundleEntryProto.$Shape): tensorflow.BundleEntryProto & tensorflow.BundleEntryProto.$Shape;
        static create(properties?: tensorflow.BundleEntryProto.$Properties): tensorflow.BundleEntryProto;

        /**
         * Encodes the specified BundleEntryProto message. Does not implicitly {@link tensorflow.BundleEntryProto.verify|verify} messages.
         * @param message BundleEntryProto message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: tensorflow.BundleEntryProto.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a BundleEntryProto message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {tensorflow.BundleEntryProto & tensorflow.BundleEntryProto.$Shape} BundleEntryProto
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tensorflow.BundleEntryProto & tensorflow.BundleEntryProto.$Shape;

        /**
         * Creates a BundleEntryProto message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns BundleEntryProto
         */
        static fromObject(object: { [k: string]: any }): tensorflow.BundleEntryProto;

        /**
         * Creates a plain object from a BundleEntryProto message. Also converts values to other types if specified.
         * @param message BundleEntryProto
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: tensorflow.BundleEntryProto, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this BundleEntryProto to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace BundleEntryProto {

        /** Properties of a BundleEntryProto. */
        interface $Properties {

            /** BundleEntryProto dtype */
            dtype?: (number|null);

            /** BundleEntryProto shape */
            shape?: (tensorflow.TensorShapeProto.$Properties|null);

            /** BundleEntryProto offset */
            offset?: (number|null);

            /** BundleEntryProto size */
            size?: (number|null);

            /** BundleEntryProto crc32c */
            crc32c?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a BundleEntryProto. */
        type $Shape = tensorflow.BundleEntryProto.$Properties;
    }
}
